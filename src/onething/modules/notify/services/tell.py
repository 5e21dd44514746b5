"""Tell somebody something, once: it stands in their own space at once; its SMS is put into the outbox."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from onething.core.identifiers import check_mobile
from onething.modules.notify.domain.hours import is_old, may_go_at
from onething.modules.notify.domain.sending import SMS, SmsAction, SmsState, why_spared
from onething.modules.notify.domain.wording import (
    WORDINGS,
    About,
    MessageKind,
    count_segments,
    write_sms,
    write_text,
)
from onething.modules.notify.models import Message, SmsChoice
from onething.platform.outbox.api import NewWork, enqueue_all

SEND = "notify.sms"
NO_PHONE = "申请里没有能收短信的手机号"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What happened, to whom, about which application, consultation or draft, under which key it is told once, and when."""

    kind: MessageKind
    key: str
    owner: UUID
    bundle: str
    application: UUID | None
    about: About
    at: datetime
    consultation: UUID | None = None
    draft: UUID | None = None


@transaction.atomic
def tell(news: News, *, phone: Callable[[], str], now: datetime) -> None:
    """Write the message; the phone is looked up only when an SMS is to go. What was told already is not told again."""
    if Message.objects.filter(key=news.key).exists():
        return
    text = write_text(news.kind, news.about)
    row = Message(
        key=news.key,
        kind=news.kind.value,
        owner=news.owner,
        bundle=news.bundle,
        application=news.application,
        consultation=news.consultation,
        draft=news.draft,
        title=news.about.title,
        text=text,
        told_at=news.at,
        sms=SMS.start.value,
        sms_at=now,
    )
    row.sms_note = _why_spared(news, now) or _take_phone(row, phone())
    if row.sms_note:
        row.sms = SMS.follow(SMS.start, SmsAction.SPARE).value
    else:
        row.segments = count_segments(write_sms(news.kind, text, signature=settings.SMS_SIGNATURE))
    row.save(force_insert=True)
    if not row.sms_note:
        enqueue_all([NewWork(topic=SEND, payload={}, subject=row.public_id, not_before=may_go_at(now))])


def _why_spared(news: News, now: datetime) -> str:
    configured, optional = sends_sms(), WORDINGS[news.kind].optional
    return why_spared(
        configured=configured,
        optional=optional,
        wanted=not optional or wants_sms(news.owner),
        old=is_old(news.at, now=now),
        said=configured and _is_said(news),
    )


def _take_phone(row: Message, phone: str) -> str:
    row.phone = check_mobile(phone).value or ""
    return "" if row.phone else NO_PHONE


def _is_said(news: News) -> bool:
    """Whether the same words still wait to be sent: one SMS says it for both."""
    about = {"application": news.application, "consultation": news.consultation, "draft": news.draft}
    waiting = Message.objects.filter(**about, kind=news.kind.value, sms=SmsState.WAITING.value)
    return news.about.day is None and waiting.exists()


def sends_sms() -> bool:
    """Whether this deployment sends SMS at all."""
    return bool(settings.SMS_URL)


def wants_sms(owner: UUID) -> bool:
    """Whether this person or firm wants every SMS; so it is until they say otherwise."""
    return not SmsChoice.objects.filter(owner=owner, wanted=False).exists()
