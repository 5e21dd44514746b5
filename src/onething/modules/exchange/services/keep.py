"""Change, stop, resume and hand over subscriptions; each act is in the action log."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.modules.clients.api import clients_by_id
from onething.modules.exchange.connectors.configured import reach_of_webhooks
from onething.modules.exchange.domain.subscriptions import NO_CLIENT, WebhookInfo, find_gaps
from onething.modules.exchange.errors import WebhookRefused
from onething.modules.exchange.models import WebhookSubscription
from onething.modules.exchange.services.listening import forget_listening
from onething.modules.exchange.services.subscribe import access_webhook, decide_owner, info_of, log_act
from onething.platform.clock import legal_day
from onething.platform.database import Conflict, save_guarded
from onething.platform.permissions import Actor

BY_HAND = "人工停用"
REVOKED = "接入系统已停用"
ELSEWHERE = "订阅属于另一个部门，不能交给这个接入系统。请选同一部门的接入系统，或重新订阅。"
WELL_AGAIN = ("failures", "failing_since", "rests_until", "last_failure")


@transaction.atomic
def change_webhook(
    *,
    subscription: UUID,
    version: int,
    url: str | None = None,
    kinds: Collection[str] | None = None,
    enabled: bool | None = None,
    actor: Actor,
    now: datetime,
) -> WebhookInfo:
    """Change what is given, all or nothing; Conflict when it is not this version any more, WebhookRefused with gaps."""
    row = access_webhook(subscription, actor=actor, lock=True)
    if row.row_version != version:
        raise Conflict(kind=row._meta.label_lower, public_id=row.public_id)
    where, what = row.url if url is None else url, row.kinds if kinds is None else sorted(set(kinds))
    if gaps := find_gaps(url=where, kinds=what, reach=reach_of_webhooks()):
        raise WebhookRefused(gaps)
    if (row.url, row.kinds) != (where, what):
        _redirect(row, where, what, actor, now)
    if enabled is False and row.disabled_at is None:
        stop(row, because=BY_HAND, actor=actor, now=now)
    elif enabled and row.disabled_at is not None:
        _resume(row, actor, now)
    return info_of(row)


@transaction.atomic
def disable(*, subscription: UUID, actor: Actor, now: datetime, because: str = BY_HAND) -> None:
    """Nothing more is sent; what waits becomes a dead letter. Harmless when repeated."""
    row = access_webhook(subscription, actor=actor, lock=True)
    if row.disabled_at is None:
        stop(row, because=because, actor=actor, now=now)


@transaction.atomic
def enable(*, subscription: UUID, actor: Actor, now: datetime) -> None:
    """It is told again of what happens from now on; dead letters come back by replay alone."""
    _resume(access_webhook(subscription, actor=actor, lock=True), actor, now)


@transaction.atomic
def assign(*, subscription: UUID, client: UUID, actor: Actor, now: datetime) -> WebhookInfo:
    """Give a subscription to a registered client of the same body; whether it is told is not changed by it."""
    row = access_webhook(subscription, actor=actor, lock=True)
    owner = clients_by_id([client]).get(client)
    if owner is None or owner.ended(on=legal_day(now)):
        raise WebhookRefused({"client": NO_CLIENT})
    if owner.body_code != row.body_code:
        raise WebhookRefused({"client": ELSEWHERE})
    row.client, row.account, row.client_name = owner.public_id, owner.account, owner.name
    save_guarded(row, fields=["client", "account", "client_name"])
    forget_listening()
    log_act(row, "webhook.assign", actor=actor, now=now)
    return info_of(row)


def stop(row: WebhookSubscription, *, because: str, actor: Actor, now: datetime) -> None:
    """Note on the locked row, and in the log, that it is told nothing more."""
    row.disabled_at, row.disabled_because = now, because
    save_guarded(row, fields=["disabled_at", "disabled_because"])
    forget_listening()
    log_act(row, "webhook.disable", actor=actor, now=now)


def stop_all_of(*, client: UUID, actor: Actor, now: datetime) -> int:
    """In the caller's transaction, stop every subscription of a client that was shut out; returns how many."""
    rows = WebhookSubscription.objects.select_for_update().filter(client=client, disabled_at__isnull=True)
    found = list(rows.order_by("id"))
    for row in found:
        stop(row, because=REVOKED, actor=actor, now=now)
    return len(found)


def _redirect(row: WebhookSubscription, url: str, kinds: list[str], actor: Actor, now: datetime) -> None:
    """Another address is tried at once: how the one before it answered says nothing about it."""
    moved = row.url != url
    row.url, row.kinds = url, kinds
    save_guarded(row, fields=["url", "kinds", *(_well_again(row) if moved else ())])
    forget_listening()
    log_act(row, "webhook.change", actor=actor, now=now)


def _resume(row: WebhookSubscription, actor: Actor, now: datetime) -> None:
    owner = clients_by_id([row.client]).get(row.client) if row.client else None
    if reason := decide_owner(owner, now=now, new=False, besides=row):
        raise WebhookRefused({"client": reason})
    row.disabled_at, row.disabled_because = None, ""
    save_guarded(row, fields=["disabled_at", "disabled_because", *_well_again(row)])
    forget_listening()
    log_act(row, "webhook.enable", actor=actor, now=now)


def _well_again(row: WebhookSubscription) -> tuple[str, ...]:
    row.failures, row.failing_since, row.rests_until, row.last_failure = 0, None, None, ""
    return WELL_AGAIN
