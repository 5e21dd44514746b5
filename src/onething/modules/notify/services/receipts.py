"""Ask the gateway what became of what it took: those that were asked about longest ago first, a page at a time."""

from datetime import datetime, timedelta

from django.db.models import F

from onething.modules.exchange.api import NotReached, Resting
from onething.modules.notify.connectors.configured import find_gateway
from onething.modules.notify.domain.sending import Receipt, SmsAction, SmsState
from onething.modules.notify.models import Message
from onething.modules.notify.services.send import settle

MOST_AT_ONCE = 100
WAIT_FOR = timedelta(days=3)


def collect_receipts(now: datetime) -> int:
    """Write down what the gateway knows; returns how many came to an end. One without a receipt for three days is given up."""
    gateway = find_gateway()
    sent = Message.objects.filter(sms=SmsState.SENT.value)
    rows = {str(row.public_id): row for row in sent.order_by(F("asked_at").asc(nulls_first=True), "id")[:MOST_AT_ONCE]}
    if gateway is None or not rows:
        return 0
    answer = gateway.receipts(rows, now=now)
    if isinstance(answer, NotReached | Resting):
        return 0
    ended = sum(_note(rows.pop(receipt.id), receipt) for receipt in answer)
    for row in rows.values():
        if row.sms_at and now - row.sms_at > WAIT_FOR:
            settle(row, SmsAction.LOSE, now=now)
    Message.objects.filter(pk__in=[row.pk for row in rows.values()]).update(asked_at=now)
    return ended


def _note(row: Message, receipt: Receipt) -> bool:
    action = SmsAction.DELIVER if receipt.delivered else SmsAction.FAIL
    return settle(row, action, now=receipt.at, note=receipt.reason)
