"""How a subscription is doing: what waits for it, what was given up, and how its receiver has been answering."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from onething.modules.exchange.services.silencing import silence_of
from onething.modules.exchange.services.subscribe import access_webhook
from onething.modules.exchange.services.tell import DELIVER
from onething.platform.database import count_up_to
from onething.platform.outbox.api import dead_messages, waiting_messages
from onething.platform.permissions import Actor

COUNTED = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookHealth:
    """`waiting` and `dead` are counted up to a thousand; `silence` says why nothing is sent, whatever waits."""

    delivered_at: datetime | None
    failures: int
    failing_since: datetime | None
    rests_until: datetime | None
    last_failure: str
    waiting: int
    dead: int
    silence: str


def health_of(*, subscription: UUID, actor: Actor, now: datetime) -> WebhookHealth:
    """For those who may manage it."""
    row = access_webhook(subscription, actor=actor)
    return WebhookHealth(
        delivered_at=row.delivered_at,
        failures=row.failures,
        failing_since=row.failing_since,
        rests_until=row.rests_until if row.rests_until and row.rests_until > now else None,
        last_failure=row.last_failure,
        waiting=count_up_to(waiting_messages(DELIVER).filter(subject=row.public_id), cap=COUNTED),
        dead=count_up_to(dead_messages(DELIVER).filter(subject=row.public_id), cap=COUNTED),
        silence=silence_of(row.client, now=now) if row.client else "",
    )
