"""Make, change and revoke clients: by system administrators, or from the command line of the machine."""

import secrets
from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from oauth2_provider.models import AccessToken

from onething.modules.clients.domain.reach import ApiScope, decide_client, decide_terms
from onething.modules.clients.domain.views import ClientInfo, NewClient
from onething.modules.clients.errors import ClientGone, ClientRefused
from onething.modules.clients.events import ClientRevoked
from onething.modules.clients.models import Client
from onething.modules.clients.queries import client_info
from onething.modules.identity.api import Account, AccountKind, set_active
from onething.modules.organisation.api import bodies, find_region
from onething.platform.clock import legal_day
from onething.platform.database import new_public_id
from onething.platform.events import record
from onething.platform.logs.api import NewAction, append_action
from onething.platform.permissions import Action, Actor, ObjectKind, Role, Scope, scope_of

SUBJECT = "client"
SECRET_BYTES = 48
AT_THE_MACHINE = Actor(role=Role.SYSTEM, channel="command")


@transaction.atomic
def create_client(
    *,
    name: str,
    body: str,
    region: str,
    scopes: Collection[str],
    until_day: date | None = None,
    actor: Actor,
    now: datetime,
) -> NewClient:
    """A new client with its secret, for [now, until_day); ClientRefused with all reasons."""
    _check(actor)
    place, known = find_region(region), bodies([body]).get(body)
    region_path = place.path if place else ""
    reasons = decide_client(
        name=name,
        scopes=scopes,
        region_path=region_path,
        body_path=known.region_path if known else None,
        until_day=until_day,
        today=legal_day(now),
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
        until_day=until_day,
    )  # fmt: skip
    _log(row, "client.create", actor, now, body=body, **_terms(row))
    return NewClient(info=client_info(row), secret=secret)


@transaction.atomic
def change_client(
    *,
    client: UUID,
    scopes: Collection[str],
    until_day: date | None,
    seen: str | None = None,
    actor: Actor,
    now: datetime,
) -> ClientInfo:
    """Other scopes and another end, from this moment on, also for tokens in hand. ClientGone, ClientRefused.

    `seen` are the terms that whoever changes them had before their eyes; others are not overwritten unread.
    """
    _check(actor)
    row = _locked(client)
    if seen not in {None, client_info(row).terms}:
        raise ClientRefused([("scopes", _changed_meanwhile(client_info(row)))])
    if reasons := decide_terms(scopes=scopes, until_day=until_day, today=legal_day(now)):
        raise ClientRefused(reasons)
    row.scopes, row.until_day = sorted(set(scopes)), until_day
    row.save(update_fields=["scopes", "until_day"])
    _log(row, "client.change", actor, now, **_terms(row))
    return client_info(row)


@transaction.atomic
def revoke_client(*, client: UUID, actor: Actor, now: datetime) -> ClientInfo:
    """Its tokens are worthless at once; what it filed stays as it is. ClientGone when there is nothing to revoke."""
    _check(actor)
    row = _locked(client)
    row.revoked_at = now
    row.save(update_fields=["revoked_at"])
    AccessToken.objects.filter(application=row).delete()
    if isinstance(row.user, Account):
        set_active(account=row.user, is_active=False)
    _log(row, "client.revoke", actor, now)
    record(ClientRevoked(client=client, actor=actor, at=now))
    return client_info(row)


def _check(actor: Actor) -> None:
    if scope_of(actor.role, Action.CLIENT_MANAGE, ObjectKind.CLIENT) is not Scope.ALL:
        raise PermissionDenied("只有系统管理员可以登记或停用接入系统。请联系本单位的系统管理员。")


def _locked(client: UUID) -> Client:
    rows = Client.objects.select_related("user").select_for_update(of=("self",))
    row: Client | None = rows.filter(public_id=client, revoked_at__isnull=True).first()
    if row is None:
        raise ClientGone
    return row


def _changed_meanwhile(info: ClientInfo) -> str:
    scopes = "、".join(ApiScope.of(name).label for name in info.scopes)
    until = f"有效期到 {info.last_day}" if info.last_day else "不限期"
    return (
        f"刚刚有人改过这份登记：现在的权限范围是{scopes}，{until}。您的改动没有保存；看过再按“保存”，就以您填的为准。"
    )


def _terms(row: Client) -> dict[str, Any]:
    return {"scopes": row.scopes, "until": row.until_day.isoformat() if row.until_day else None}


def _log(row: Client, kind: str, actor: Actor, now: datetime, **payload: Any) -> None:
    append_action(
        NewAction(subject_kind=SUBJECT, subject_id=row.public_id, kind=kind, actor=actor, at=now, payload=payload)
    )
