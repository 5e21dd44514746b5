"""Where no notification came, the worker asks: those that were asked about longest ago first, a page at a time."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from onething.modules.exchange.api import NotReached, Resting
from onething.modules.payments.connectors.configured import find_gateway
from onething.modules.payments.domain.attempts import GRACE, AttemptAction, AttemptState
from onething.modules.payments.models import Attempt, Order
from onething.modules.payments.services.settle import NewsOutcome, end_attempt, take_news
from onething.modules.payments.storing import note, save
from onething.platform.outbox.api import AGAIN
from onething.platform.permissions import HOUSE

MOST_AT_ONCE = 50
ASKED_AFTER = timedelta(seconds=30)


def ask_about_payments(now: datetime) -> object:
    """Write down what the gateway knows, and end what can no longer be paid; how many came to an end, or AGAIN."""
    gateway, before = find_gateway(), now - ASKED_AFTER
    waiting = Attempt.objects.filter(state=AttemptState.WAITING.value, begun_at__lte=before)
    unasked = waiting.filter(Q(asked_at=None) | Q(asked_at__lte=before))
    rows = list(unasked.order_by(F("asked_at").asc(nulls_first=True), "id")[:MOST_AT_ONCE])
    if gateway is None or not rows:
        return 0
    found = gateway.find({str(row.public_id) for row in rows}, now=now)
    if isinstance(found, NotReached | Resting):
        return 0
    ended = sum(take_news(news, now=now) is NewsOutcome.TAKEN for news in found)
    Attempt.objects.filter(pk__in=[row.pk for row in rows]).update(asked_at=now)
    ended += sum(_expire(row, now) for row in rows if row.expires_at + GRACE <= now)
    return AGAIN if len(rows) == MOST_AT_ONCE else ended


@transaction.atomic
def _expire(late: Attempt, now: datetime) -> bool:
    """The gateway knows of no payment, and takes none any more."""
    row = Order.objects.select_for_update().get(pk=late.order_id)
    late.refresh_from_db()
    if not end_attempt(row, late, AttemptAction.EXPIRE, now=now):
        return False
    save(row)
    note(row, "attempt_expired", actor=HOUSE, now=now, payload={"attempt": str(late.public_id)})
    return True
