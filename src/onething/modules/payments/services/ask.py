"""Where no notification came, the worker asks, for a day also about what ended unpaid; a page at a time."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from onething.modules.exchange.api import NotReached, Resting
from onething.modules.payments.connectors.configured import find_gateway
from onething.modules.payments.domain.attempts import ASKED_FOR, UNPAID, AttemptState, PaymentNews, over_at
from onething.modules.payments.models import Attempt, Order
from onething.modules.payments.services.settle import NewsOutcome, expire, ids_in, take_news
from onething.modules.payments.storing import save
from onething.platform.outbox.api import AGAIN, one_by_one, resting

DUTY = "ask about payments"
MOST_AT_ONCE = 50
ASKED_AFTER, ASKED_AGAIN = timedelta(seconds=30), timedelta(hours=1)


def ask_about_payments(now: datetime) -> object:
    """Write down what the gateway knows, and end what can no longer be paid; how many came to an end, or AGAIN."""
    gateway = find_gateway()
    to_ask = _to_ask(now).exclude(public_id__in=resting(DUTY, now=now))
    rows = list(to_ask.order_by(F("asked_at").asc(nulls_first=True), "id")[:MOST_AT_ONCE])
    if gateway is None or not rows:
        return 0
    found = gateway.find({str(row.public_id) for row in rows}, now=now)
    if isinstance(found, NotReached | Resting):
        return 0
    Attempt.objects.filter(pk__in=[row.pk for row in rows]).update(asked_at=now)
    asked = {row.public_id: row for row in rows}
    ended = one_by_one(asked, lambda one: _hear(asked[one], found, now), duty=DUTY, now=now)
    return AGAIN if len(rows) == MOST_AT_ONCE else ended


def _hear(row: Attempt, found: Sequence[PaymentNews], now: datetime) -> int:
    """What was said of this attempt, and its end when its time is over; how often it came to an end."""
    said = [news for news in found if row.public_id in ids_in(news.id)]
    taken = sum(take_news(news, now=now) is NewsOutcome.TAKEN for news in said)
    return taken + (row.state == AttemptState.WAITING and over_at(row.expires_at) <= now and _expire(row, now))


def _to_ask(now: datetime) -> QuerySet[Attempt]:
    """What waits, twice a minute; what ended unpaid although somebody had its page, by the hour."""
    before, long_before = now - ASKED_AFTER, now - ASKED_AGAIN
    never = Q(asked_at=None) | Q(asked_at__gt=now)  # or by a clock that ran ahead
    waiting = Q(state=AttemptState.WAITING.value, begun_at__lte=before) & (never | Q(asked_at__lte=before))
    unpaid = Q(state__in=sorted(UNPAID), expires_at__gt=now - ASKED_FOR) & ~Q(address="")
    return Attempt.objects.filter(waiting | (unpaid & (never | Q(asked_at__lte=long_before))))


@transaction.atomic
def _expire(late: Attempt, now: datetime) -> bool:
    """The gateway knows of no payment, and takes none any more."""
    row = Order.objects.select_for_update().get(pk=late.order_id)
    late.refresh_from_db()
    if not expire(row, late, now=now):
        return False
    save(row)
    return True
