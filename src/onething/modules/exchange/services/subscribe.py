"""Make and list webhook subscriptions of registered clients, and replace their secrets; each act is in the action log."""

import secrets
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from onething.modules.clients.api import ClientInfo, clients_by_id
from onething.modules.exchange.connectors.configured import reach_of_webhooks
from onething.modules.exchange.domain.announcing import KINDS
from onething.modules.exchange.domain.signing import (
    BOTH_HOLD,
    SECRET_BYTES,
    Secret,
    make_secret,
    read_secrets,
    replaced,
    write_secrets,
)
from onething.modules.exchange.domain.subscriptions import NO_CLIENT, Holdings, WebhookInfo, find_gaps, why_not
from onething.modules.exchange.errors import WebhookRefused, WebhookUnknown
from onething.modules.exchange.models import WebhookSubscription
from onething.modules.exchange.services.listening import forget_listening
from onething.modules.exchange.services.silencing import may_read
from onething.platform.clock import legal_day
from onething.platform.database import Page, page_after, save_guarded
from onething.platform.logs.api import NewAction, append_action
from onething.platform.permissions import Action, Actor, allowed, visible

SUBJECT = "webhook"
PAGE_SIZE = 20


@transaction.atomic
def subscribe(
    *, client: UUID, url: str, kinds: Collection[str], actor: Actor, now: datetime
) -> tuple[WebhookInfo, str]:
    """Return the subscription and its secret, which is told this once. WebhookRefused names every gap."""
    owner = clients_by_id([client]).get(client)
    gaps = find_gaps(url=url, kinds=kinds, reach=reach_of_webhooks())
    if reason := decide_owner(owner, now=now, new=True):
        gaps["client"] = reason
    if gaps or owner is None:
        raise WebhookRefused(gaps)
    secret = make_secret(secrets.token_bytes(SECRET_BYTES))
    row = WebhookSubscription(
        client=client,
        account=owner.account,
        client_name=owner.name,
        body_code=owner.body_code,
        url=url,
        kinds=sorted(set(kinds)),
        secrets=write_secrets([Secret(value=secret)]),
        created_at=now,
    )
    if not allowed(actor, Action.WEBHOOK_MANAGE, row):
        raise WebhookUnknown
    row.save(force_insert=True)
    forget_listening()
    log_act(row, "webhook.create", actor=actor, now=now)
    return info_of(row), secret


@transaction.atomic
def replace_secret(*, subscription: UUID, actor: Actor, now: datetime) -> tuple[str, datetime]:
    """Return a new secret, and until when the one before it signs too, so that the receiver loses nothing."""
    row = access_webhook(subscription, actor=actor, lock=True)
    secret = make_secret(secrets.token_bytes(SECRET_BYTES))
    row.secrets = write_secrets(replaced(read_secrets(row.secrets), by=secret, now=now))
    save_guarded(row, fields=["secrets"])
    log_act(row, "webhook.replace_secret", actor=actor, now=now)
    return secret, now + BOTH_HOLD


def list_webhooks(*, actor: Actor, client: UUID | None = None) -> tuple[WebhookInfo, ...]:
    """Those the actor may manage, of this client or of all, oldest first."""
    rows = _seen(actor).order_by("id")
    return tuple(info_of(row) for row in (rows if client is None else rows.filter(client=client)))


def page_of_webhooks(*, actor: Actor, after: str | None) -> Page[WebhookSubscription]:
    """Those the actor may manage, the latest first; `info_of` makes each readable."""
    return page_after(_seen(actor), order=("-id",), after=after, size=PAGE_SIZE)


def get_webhook(subscription: UUID, *, actor: Actor) -> WebhookInfo:
    """One of those the actor may manage; WebhookUnknown otherwise."""
    return info_of(access_webhook(subscription, actor=actor))


def access_webhook(subscription: UUID, *, actor: Actor, lock: bool = False) -> WebhookSubscription:
    """The row, for those who may manage it."""
    rows = WebhookSubscription.objects.select_for_update() if lock else WebhookSubscription.objects.all()
    row = visible(actor, Action.WEBHOOK_MANAGE, rows.filter(public_id=subscription)).first()
    if row is None:
        raise WebhookUnknown
    return row


def decide_owner(
    owner: ClientInfo | None, *, now: datetime, new: bool, besides: WebhookSubscription | None = None
) -> str:
    """Why this client may not have one more subscription in force; nothing when it may."""
    if owner is None:
        return NO_CLIENT
    others = WebhookSubscription.objects.filter(client=owner.public_id)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    holdings = Holdings(in_force=others.filter(disabled_at__isnull=True).count(), at_all=others.count())
    return why_not(ended=owner.ended(on=legal_day(now)), may_read=may_read(owner), holdings=holdings, new=new)


def log_act(row: WebhookSubscription, kind: str, *, actor: Actor, now: datetime) -> None:
    """In the caller's transaction."""
    payload = {"client": str(row.client) if row.client else row.client_name}
    append_action(
        NewAction(
            subject_kind=SUBJECT,
            subject_id=row.public_id,
            kind=kind,
            actor=actor,
            at=now,
            body_code=row.body_code,
            payload=payload | ({"because": row.disabled_because} if row.disabled_at else {}),
        )
    )


def info_of(row: WebhookSubscription) -> WebhookInfo:
    """The row without its secrets."""
    return WebhookInfo(
        id=row.public_id,
        client=row.client,
        client_name=row.client_name,
        body_code=row.body_code,
        url=row.url,
        kinds=tuple(KINDS[kind] for kind in row.kinds),
        created_at=row.created_at,
        disabled_at=row.disabled_at,
        disabled_because=row.disabled_because,
        delivered_at=row.delivered_at,
        failures=row.failures,
        failing_since=row.failing_since,
        rests_until=row.rests_until,
        last_failure=row.last_failure,
        version=row.row_version,
    )


def _seen(actor: Actor) -> "QuerySet[WebhookSubscription]":
    return visible(actor, Action.WEBHOOK_MANAGE, WebhookSubscription.objects.defer("secrets"))
