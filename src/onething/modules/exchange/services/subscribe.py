"""Make, list, stop and resume webhook subscriptions, and replace their secrets; each act is in the action log."""

import secrets
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.modules.exchange.connectors.configured import reach_of_webhooks
from onething.modules.exchange.domain.announcing import KINDS
from onething.modules.exchange.domain.signing import (
    SECRET_BYTES,
    Secret,
    make_secret,
    read_secrets,
    replaced,
    write_secrets,
)
from onething.modules.exchange.domain.subscriptions import WebhookInfo, find_gaps
from onething.modules.exchange.errors import WebhookRefused, WebhookUnknown
from onething.modules.exchange.models import WebhookSubscription
from onething.modules.exchange.services.listening import forget_listening
from onething.modules.organisation.api import bodies
from onething.platform.logs.api import NewAction, append_action
from onething.platform.permissions import Action, Actor, allowed, visible

SUBJECT = "webhook"
MOST_PER_CLIENT = 20


@transaction.atomic
def subscribe(
    *, client: str, body_code: str, url: str, kinds: Collection[str], actor: Actor, now: datetime
) -> tuple[WebhookInfo, str]:
    """Return the subscription and its secret, which is told this once."""
    gaps = find_gaps(
        client=client, url=url, kinds=kinds, body_known=body_code in bodies({body_code}), reach=reach_of_webhooks()
    )
    if WebhookSubscription.objects.filter(client=client.strip()).count() >= MOST_PER_CLIENT:
        gaps["client"] = f"这个系统已有 {MOST_PER_CLIENT} 个订阅。请先停用不用的，再新增。"
    if gaps:
        raise WebhookRefused(gaps)
    secret = make_secret(secrets.token_bytes(SECRET_BYTES))
    row = WebhookSubscription(
        client=client.strip(),
        body_code=body_code,
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
def replace_secret(*, subscription: UUID, actor: Actor, now: datetime) -> str:
    """Return a new secret; for a day both sign, so that the receiver can change over without losing anything."""
    row = access_webhook(subscription, actor=actor, lock=True)
    secret = make_secret(secrets.token_bytes(SECRET_BYTES))
    row.secrets = write_secrets(replaced(read_secrets(row.secrets), by=secret, now=now))
    row.save(update_fields=["secrets"])
    log_act(row, "webhook.replace_secret", actor=actor, now=now)
    return secret


@transaction.atomic
def disable(*, subscription: UUID, actor: Actor, now: datetime, because: str = "人工停用") -> None:
    """Nothing more is sent; what waits becomes a dead letter. Harmless when repeated."""
    row = access_webhook(subscription, actor=actor, lock=True)
    if row.disabled_at is None:
        stop(row, because=because, actor=actor, now=now)


@transaction.atomic
def enable(*, subscription: UUID, actor: Actor, now: datetime) -> None:
    """It is told again of what happens from now on; dead letters come back by replay alone."""
    row = access_webhook(subscription, actor=actor, lock=True)
    row.disabled_at, row.disabled_because = None, ""
    row.failures, row.failing_since, row.rests_until = 0, None, None
    row.save(update_fields=["disabled_at", "disabled_because", "failures", "failing_since", "rests_until"])
    forget_listening()
    log_act(row, "webhook.enable", actor=actor, now=now)


def list_webhooks(*, actor: Actor) -> tuple[WebhookInfo, ...]:
    """Those the actor may see, oldest first."""
    rows = visible(actor, Action.WEBHOOK_MANAGE, WebhookSubscription.objects.defer("secrets"))
    return tuple(info_of(row) for row in rows.order_by("id"))


def access_webhook(subscription: UUID, *, actor: Actor, lock: bool = False) -> WebhookSubscription:
    """The row, for those who may manage it."""
    rows = WebhookSubscription.objects.select_for_update() if lock else WebhookSubscription.objects.all()
    row = visible(actor, Action.WEBHOOK_MANAGE, rows.filter(public_id=subscription)).first()
    if row is None:
        raise WebhookUnknown
    return row


def stop(row: WebhookSubscription, *, because: str, actor: Actor, now: datetime) -> None:
    """Note on the locked row, and in the log, that it is told nothing more."""
    row.disabled_at, row.disabled_because = now, because
    row.save(update_fields=["disabled_at", "disabled_because"])
    forget_listening()
    log_act(row, "webhook.disable", actor=actor, now=now)


def log_act(row: WebhookSubscription, kind: str, *, actor: Actor, now: datetime) -> None:
    """In the caller's transaction."""
    payload = {"client": row.client, "because": row.disabled_because} if row.disabled_at else {"client": row.client}
    append_action(
        NewAction(
            subject_kind=SUBJECT,
            subject_id=row.public_id,
            kind=kind,
            actor=actor,
            at=now,
            body_code=row.body_code,
            payload=payload,
        )
    )


def info_of(row: WebhookSubscription) -> WebhookInfo:
    """The row without its secrets."""
    return WebhookInfo(
        id=row.public_id,
        client=row.client,
        body_code=row.body_code,
        url=row.url,
        kinds=tuple(KINDS[kind] for kind in row.kinds),
        created_at=row.created_at,
        disabled_at=row.disabled_at,
        disabled_because=row.disabled_because,
        delivered_at=row.delivered_at,
        failures=row.failures,
        failing_since=row.failing_since,
        last_failure=row.last_failure,
    )
