"""Send one webhook, and note how the receiver answers: it rests after a failure and is given up after five days of them."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from onething.modules.exchange.connectors.configured import webhook_post
from onething.modules.exchange.connectors.webhook_post import Outcome
from onething.modules.exchange.domain.announcing import write_trial
from onething.modules.exchange.domain.deliveries import DeliveryState
from onething.modules.exchange.domain.failing import Standing, after_failure, is_lost, is_resting
from onething.modules.exchange.domain.signing import in_force, read_secrets, sign
from onething.modules.exchange.models import WebhookSubscription
from onething.modules.exchange.services.journal import note_delivery
from onething.modules.exchange.services.keep import stop
from onething.modules.exchange.services.silencing import silence_of
from onething.modules.exchange.services.subscribe import access_webhook
from onething.platform.database import new_public_id
from onething.platform.outbox.api import GiveUp, NotNow, Work
from onething.platform.permissions import HOUSE, Actor

GONE = 410
# Standard Webhooks 1.0, "Retry schedule": the pauses between the attempts of one message.
RETRY_WAITS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
LAST_ATTEMPT = len(RETRY_WAITS) + 1
DISABLED = "这个订阅已经停用"


class NotDelivered(Exception):
    """The receiver did not take it; it is tried again."""


def deliver(work: Work) -> None:
    """One attempt. Nothing leaves for a client that was shut out meanwhile; a receiver that rests costs no attempt."""
    row = WebhookSubscription.objects.filter(public_id=work.subject).first() if work.subject else None
    if row is None:
        raise GiveUp(DISABLED)
    if row.client and (because := silence_of(row.client, now=work.now)):
        note_delivery(row, work, DeliveryState.DROPPED, Outcome(failure=because), sent=False)
    elif work.payload.get("trial"):
        _try_once(row, work)
    else:
        _attempt(row, work)


def _attempt(row: WebhookSubscription, work: Work) -> None:
    if row.disabled_at is not None or row.client is None:  # the former release may subscribe for a mere name
        note_delivery(row, work, DeliveryState.DEAD, Outcome(failure=DISABLED), sent=False)
        raise GiveUp(DISABLED)
    if row.rests_until is not None and is_resting(row.rests_until, now=work.now):
        raise NotNow(row.rests_until)
    outcome = _send(row, work.payload["id"], work.payload["body"], work.now)
    if outcome.arrived:
        note_success(row, now=work.now)
        note_delivery(row, work, DeliveryState.DELIVERED, outcome)
        return
    note_failure(row.public_id, outcome, now=work.now)
    is_last = outcome.status == GONE or work.attempt >= LAST_ATTEMPT
    note_delivery(row, work, DeliveryState.DEAD if is_last else DeliveryState.WAITING, outcome)
    raise (GiveUp if outcome.status == GONE else NotDelivered)(outcome.words)


def _try_once(row: WebhookSubscription, work: Work) -> None:
    """A trial that its client asked for, also of a subscription that is disabled: once, and it says nothing about others."""
    outcome = _send(row, work.payload["id"], work.payload["body"], work.now)
    note_delivery(row, work, DeliveryState.DELIVERED if outcome.arrived else DeliveryState.FAILED, outcome)


def ping(*, subscription: UUID, actor: Actor, now: datetime) -> Outcome:
    """Send a trial message at once, also to one that is disabled; nothing is noted about it."""
    row = access_webhook(subscription, actor=actor)
    return _send(row, f"msg_{new_public_id().hex}", write_trial(body_code=row.body_code, at=now), now)


def note_success(row: WebhookSubscription, *, now: datetime) -> None:
    """Everything is well again."""
    WebhookSubscription.objects.filter(pk=row.pk).update(
        delivered_at=now, failures=0, failing_since=None, rests_until=None, last_failure=""
    )


@transaction.atomic
def note_failure(subscription: UUID, outcome: Outcome, *, now: datetime) -> None:
    """Count it; a receiver that says it is gone, or that failed for five days, is disabled."""
    row = WebhookSubscription.objects.select_for_update().get(public_id=subscription)
    before = Standing(failures=row.failures, since=row.failing_since, rests_until=row.rests_until)
    after = after_failure(before, now=now)
    row.failures, row.failing_since, row.rests_until = after.failures, after.since, after.rests_until
    row.last_failure = outcome.words[:200]
    row.save(update_fields=["failures", "failing_since", "rests_until", "last_failure"])
    if row.disabled_at is None and (because := _ends(outcome, after, now)):
        stop(row, because=because, actor=HOUSE, now=now)


def _ends(outcome: Outcome, standing: Standing, now: datetime) -> str:
    if outcome.status == GONE:
        return "接收方答复 410，表示不再接收"
    return "连续 5 天没有一次送达" if is_lost(standing, now=now) else ""


def _send(row: WebhookSubscription, message_id: str, content: Mapping[str, Any], now: datetime) -> Outcome:
    """Each attempt is signed anew with its own time, so that an old one cannot be played back; the bytes stay the same."""
    body = json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
    timestamp = int(now.timestamp())
    signature = sign(
        secrets=in_force(read_secrets(row.secrets), now=now), message_id=message_id, timestamp=timestamp, body=body
    )
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "onething-webhooks/1",
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature,
    }
    return webhook_post().send(url=row.url, headers=headers, body=body)
