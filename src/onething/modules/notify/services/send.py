"""Hand one SMS over to the gateway: by day, while it is news, once under its own id."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F

from onething.modules.exchange.api import NotReached, Resting
from onething.modules.notify.connectors.configured import find_gateway
from onething.modules.notify.domain.answers import Refused
from onething.modules.notify.domain.hours import is_old, may_go_at
from onething.modules.notify.domain.sending import SMS, Sms, SmsAction, SmsState
from onething.modules.notify.domain.wording import MessageKind, write_sms
from onething.modules.notify.models import Message
from onething.platform.outbox.api import GiveUp, NotNow, Work

# A gateway that is down for half a day is caught up with; what is older is no news any more.
RETRY_WAITS = (
    timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2),
    timedelta(hours=4), timedelta(hours=8),
)  # fmt: skip
NO_GATEWAY = "没有设置 ONETHING_SMS_URL"
TOO_OLD = "事情已经过去三天，没有再发"


class NotSent(Exception):
    """The gateway could not be reached; it is tried again."""


def send_sms(work: Work) -> None:
    """One attempt. GiveUp without a gateway, NotNow at night or while it rests, NotSent to come again."""
    waiting = Message.objects.filter(sms=SmsState.WAITING.value)
    row = waiting.filter(public_id=work.subject).first() if work.subject else None
    if row is None:
        return
    gateway, morning = find_gateway(), may_go_at(work.now)
    if gateway is None:
        raise GiveUp(NO_GATEWAY)
    if is_old(row.told_at, now=work.now):
        settle(row, SmsAction.REFUSE, now=work.now, note=TOO_OLD)
        return
    if morning > work.now:
        raise NotNow(morning)
    text = write_sms(MessageKind.of(row.kind), row.text, signature=settings.SMS_SIGNATURE)
    match gateway.send(Sms(id=str(row.public_id), phone=row.phone, text=text), now=work.now):
        case Resting(until=until):
            raise NotNow(until)
        case NotReached(reason=reason):
            raise NotSent(reason)
        case Refused(reason=reason):
            settle(row, SmsAction.REFUSE, now=work.now, note=reason)
        case _:
            settle(row, SmsAction.SEND, now=work.now)


def settle(row: Message, action: SmsAction, *, now: datetime, note: str = "") -> bool:
    """Move the SMS on, unless something else moved it meanwhile; its phone is wiped when it has been handed over."""
    found = Message.objects.filter(pk=row.pk, sms=row.sms)
    state = SMS.follow(SmsState.of(row.sms), action)
    return bool(found.update(sms=state.value, sms_at=now, sms_note=note, phone="", row_version=F("row_version") + 1))
