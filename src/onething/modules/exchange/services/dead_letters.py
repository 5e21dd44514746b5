"""Webhooks that were given up: list them, and send them again under the same id, one or all of a subscription."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.modules.exchange.errors import WebhookRefused
from onething.modules.exchange.models import WebhookSubscription
from onething.modules.exchange.services.journal import note_replayed
from onething.modules.exchange.services.silencing import silence_of
from onething.modules.exchange.services.subscribe import access_webhook, log_act
from onething.modules.exchange.services.tell import DELIVER
from onething.platform.outbox.api import dead_messages, replay
from onething.platform.permissions import Action, Actor, visible

MOST_AT_ONCE = 1000
STILL_DISABLED = "这个订阅还停着，重放了也发不出去。请先恢复订阅。"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """A webhook that was given up."""

    id: UUID
    subscription: UUID
    kind: str
    message_id: str
    attempts: int
    created_at: datetime
    dead_at: datetime
    error: str


def dead_letters(*, actor: Actor, subscription: UUID | None = None) -> tuple[DeadLetter, ...]:
    """Those of the subscriptions the actor may manage, newest first, at most a thousand."""
    seen = visible(actor, Action.WEBHOOK_MANAGE, WebhookSubscription.objects.all())
    if subscription is not None:
        seen = seen.filter(public_id=subscription)
    dead = dead_messages(DELIVER).filter(subject__in=seen.values("public_id"))
    return tuple(
        DeadLetter(
            id=row.public_id,
            subscription=row.subject,
            kind=row.payload["body"]["type"],
            message_id=row.payload["id"],
            attempts=row.attempts,
            created_at=row.created_at,
            dead_at=row.dead_at,
            error=row.last_error,
        )
        for row in dead[:MOST_AT_ONCE]
        if row.subject and row.dead_at
    )


@transaction.atomic
def replay_letters(
    *, subscription: UUID, actor: Actor, now: datetime, letter: UUID | None = None, message_id: str | None = None
) -> int:
    """Give this dead letter, or all of the subscription, its attempts back; returns how many.

    WebhookRefused while it is disabled, for all would die again; what belongs to nobody any more may go, and is dropped.
    """
    row = access_webhook(subscription, actor=actor, lock=True)
    if row.disabled_at is not None and not (row.client and silence_of(row.client, now=now)):
        raise WebhookRefused({"enabled": STILL_DISABLED})
    dead = dead_letters(actor=actor, subscription=subscription)
    chosen = [one for one in dead if letter in {None, one.id} and message_id in {None, one.message_id}]
    replayed = [one.message_id for one in chosen if replay(message=one.id, now=now)]
    if replayed:
        note_replayed(row, replayed)
        log_act(row, "webhook.replay", actor=actor, now=now)
    return len(replayed)
