"""Make and revoke clients: by system administrators, or from the command line of the machine."""

import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from oauth2_provider.models import AccessToken

from onething.modules.clients.domain.reach import decide_client
from onething.modules.clients.domain.views import ClientInfo, NewClient
from onething.modules.clients.errors import ClientGone, ClientRefused
from onething.modules.clients.models import Client
from onething.modules.identity.api import Account, AccountKind, set_active
from onething.modules.organisation.api import bodies, find_region
from onething.platform.database import new_public_id
from onething.platform.logs.api import NewAction, append_action
from onething.platform.permissions import Action, Actor, ObjectKind, Role, Scope, scope_of, visible

SUBJECT = "client"
SECRET_BYTES = 48
AT_THE_MACHINE = Actor(role=Role.SYSTEM, channel="command")


@transaction.atomic
def create_client(
    *, name: str, body: str, region: str, scopes: Collection[str], actor: Actor, now: datetime
) -> NewClient:
    """A new client with its secret; ClientRefused with all reasons."""
    _check(actor)
    place, known = find_region(region), bodies([body]).get(body)
    region_path = place.path if place else ""
    reasons = decide_client(
        name=name, scopes=scopes, region_path=region_path, body_path=known.region_path if known else None
    )
    if reasons:
        raise ClientRefused(reasons)
    public_id, secret = new_public_id(), secrets.token_urlsafe(SECRET_BYTES)
    account = Account.objects.create_account(
        login=f"client:{public_id}", kind=AccountKind.SERVICE, display_name=name.strip()
    )
    row = Client.objects.create(
        public_id=public_id, client_id=str(public_id), client_secret=secret, name=name.strip(), user=account,
        client_type=Client.CLIENT_CONFIDENTIAL, authorization_grant_type=Client.GRANT_CLIENT_CREDENTIALS,
        body_code=body, region_path=region_path, scopes=sorted(set(scopes)), made_by=actor.account, created_at=now,
    )  # fmt: skip
    _log(row, "client.create", actor, now, body=body, scopes=row.scopes)
    return NewClient(info=client_info(row), secret=secret)


@transaction.atomic
def revoke_client(*, client: UUID, actor: Actor, now: datetime) -> ClientInfo:
    """Its tokens are worthless at once; what it filed stays as it is. ClientGone when there is nothing to revoke."""
    _check(actor)
    row = Client.objects.select_for_update(of=("self",)).filter(public_id=client, revoked_at__isnull=True).first()
    if row is None:
        raise ClientGone
    row.revoked_at = now
    row.save(update_fields=["revoked_at"])
    AccessToken.objects.filter(application=row).delete()
    if isinstance(row.user, Account):
        set_active(account=row.user, is_active=False)
    _log(row, "client.revoke", actor, now)
    return client_info(row)


def list_clients(*, actor: Actor) -> tuple[ClientInfo, ...]:
    """All clients, the latest first."""
    rows = visible(actor, Action.CLIENT_MANAGE, Client.objects.all())
    return tuple(client_info(row) for row in rows.order_by("-id"))


def client_info(row: Client) -> ClientInfo:
    """The row as staff see it."""
    return ClientInfo(
        public_id=row.public_id,
        name=row.name,
        body_code=row.body_code,
        region_path=row.region_path,
        scopes=tuple(row.scopes),
        created_at=row.created_at,
        revoked_at=row.revoked_at,
    )


def _check(actor: Actor) -> None:
    if scope_of(actor.role, Action.CLIENT_MANAGE, ObjectKind.CLIENT) is not Scope.ALL:
        raise PermissionDenied("只有系统管理员可以登记或停用接入系统。请联系本单位的系统管理员。")


def _log(row: Client, kind: str, actor: Actor, now: datetime, **payload: Any) -> None:
    append_action(
        NewAction(subject_kind=SUBJECT, subject_id=row.public_id, kind=kind, actor=actor, at=now, payload=payload)
    )
