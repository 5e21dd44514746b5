"""Reads of notify: somebody's own messages, and what was told about an application."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from onething.modules.notify.domain.sending import SmsState
from onething.modules.notify.domain.wording import MessageKind
from onething.modules.notify.models import Message
from onething.platform.database import Page, page_after
from onething.platform.permissions import Action, Actor, visible

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One message as staff may know of it: of what, when, how far its SMS came, and when it was read."""

    kind: MessageKind
    at: datetime
    read_at: datetime | None
    sms: SmsState
    note: str


def page_of_messages(*, actor: Actor, after: str | None = None) -> Page[Message]:
    """The actor's own, latest first; one query."""
    rows = visible(actor, Action.MESSAGE_READ, Message.objects.defer("phone"))
    return page_after(rows, order=("-id",), after=after, size=PAGE_SIZE)


def mark_read(rows: Collection[Message], *, now: datetime) -> None:
    """These were shown to whom they are for; the first time counts."""
    if unread := [row.pk for row in rows if row.read_at is None]:
        Message.objects.filter(pk__in=unread, read_at=None).update(read_at=now, row_version=F("row_version") + 1)


def last_told(application: UUID) -> Told | None:
    """What was told last about this application; the caller has checked the actor's right to it. One query."""
    row = Message.objects.filter(application=application).defer("phone").order_by("-id").first()
    if row is None:
        return None
    return Told(
        kind=MessageKind.of(row.kind),
        at=row.told_at,
        read_at=row.read_at,
        sms=SmsState.of(row.sms),
        note=row.sms_note,
    )
