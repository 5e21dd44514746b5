"""What the client of a subscription sees of its deliveries: written at each attempt, read page by page, forgotten in time."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from onething.modules.exchange.connectors.webhook_post import Outcome
from onething.modules.exchange.domain.deliveries import FORGOTTEN, KEPT_FOR, DeliveryInfo, DeliveryState
from onething.modules.exchange.models import WebhookDelivery, WebhookSubscription
from onething.modules.exchange.services.subscribe import access_webhook
from onething.platform.database import Page, page_after
from onething.platform.outbox.api import Work
from onething.platform.permissions import Actor

PAGE_SIZE = 20
CHANGING = ["state", "attempts", "tried_at", "answer", "failure"]


def note_delivery(
    row: WebhookSubscription, work: Work, state: DeliveryState, outcome: Outcome, *, sent: bool = True
) -> None:
    """One statement, and the same when the same attempt is noted twice; what was in the message is not kept."""
    body = work.payload["body"]
    line = WebhookDelivery(
        subscription=row,
        message_id=work.payload["id"],
        kind=body["type"],
        application=body["data"].get("application", {}).get("id"),
        told_at=datetime.fromisoformat(body["timestamp"]),
        state=state.value,
        attempts=work.attempt,
        tried_at=work.now if sent else None,
        answer=outcome.status or None,
        failure="" if outcome.arrived else outcome.words[:200],
    )
    WebhookDelivery.objects.bulk_create(
        [line], update_conflicts=True, unique_fields=["subscription", "message_id"], update_fields=CHANGING
    )


def note_replayed(row: WebhookSubscription, message_ids: Collection[str]) -> None:
    """They wait again."""
    lines = WebhookDelivery.objects.filter(subscription=row, message_id__in=message_ids)
    lines.update(state=DeliveryState.WAITING.value, attempts=0)


def page_of_deliveries(
    *, subscription: UUID, actor: Actor, after: str | None, state: DeliveryState | None = None
) -> Page[WebhookDelivery]:
    """Those that were tried or dropped, the latest first; `delivery_info` makes each readable."""
    rows = WebhookDelivery.objects.filter(subscription=access_webhook(subscription, actor=actor))
    chosen = rows.filter(state=state.value) if state else rows
    return page_after(chosen, order=("-id",), after=after, size=PAGE_SIZE)


def find_delivery(*, subscription: UUID, message_id: str, actor: Actor) -> DeliveryInfo | None:
    """The delivery of this message to this subscription."""
    row = access_webhook(subscription, actor=actor)
    found = WebhookDelivery.objects.filter(subscription=row, message_id=message_id).first()
    return delivery_info(found) if found else None


def delivery_info(row: WebhookDelivery) -> DeliveryInfo:
    """The row as its client sees it."""
    return DeliveryInfo(
        message_id=row.message_id,
        kind=row.kind,
        application=row.application,
        told_at=row.told_at,
        state=DeliveryState.of(row.state),
        attempts=row.attempts,
        tried_at=row.tried_at,
        answer=row.answer,
        failure=row.failure,
    )


def forget_deliveries(now: datetime) -> int:
    """Remove what was over and done with a month ago; returns how many."""
    over = WebhookDelivery.objects.filter(state__in=[state.value for state in FORGOTTEN])
    return over.filter(told_at__lt=now - KEPT_FOR).delete()[0]
