"""What other rooms and staff read about clients."""

from collections.abc import Iterable
from uuid import UUID

from onething.modules.clients.domain.views import ClientInfo
from onething.modules.clients.models import Client
from onething.modules.identity.api import Account
from onething.platform.permissions import Action, Actor, visible


def clients_by_id(clients: Iterable[UUID]) -> dict[UUID, ClientInfo]:
    """These clients, in one query; unknown ones are left out. For rooms that keep something for them."""
    rows = Client.objects.select_related("user").filter(public_id__in=set(clients))
    return {row.public_id: client_info(row) for row in rows}


def list_clients(*, actor: Actor) -> tuple[ClientInfo, ...]:
    """All clients, the latest first."""
    rows = visible(actor, Action.CLIENT_MANAGE, Client.objects.select_related("user"))
    return tuple(client_info(row) for row in rows.order_by("-id"))


def client_info(row: Client) -> ClientInfo:
    """The row as staff see it."""
    if not isinstance(row.user, Account):
        raise TypeError(f"client {row.public_id} has no account")
    return ClientInfo(
        public_id=row.public_id,
        account=row.user.public_id,
        name=row.name,
        body_code=row.body_code,
        region_path=row.region_path,
        scopes=tuple(row.scopes),
        created_at=row.created_at,
        revoked_at=row.revoked_at,
        until_day=row.until_day,
    )
