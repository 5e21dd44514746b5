"""Whoever asked is told that there is an answer to read, in their own space: no phone is asked for, so no SMS follows."""

from datetime import datetime
from uuid import UUID

from onething.modules.consultation.models import Consultation, PreReview
from onething.modules.notify.api import About, MessageKind, News, tell


def tell_answered(row: Consultation, *, turn: int, now: datetime) -> None:
    """That this question of the consultation was answered."""
    key = f"consultation:{row.public_id}:{turn}"
    _tell(row, MessageKind.ANSWERED, key=key, title=row.bundle_name, now=now, consultation=row.public_id)


def tell_pre_reviewed(row: PreReview, *, now: datetime) -> None:
    """That the window looked at the draft; once for each answer."""
    key = f"pre_review:{row.public_id}:{row.row_version}"
    _tell(row, MessageKind.PRE_REVIEWED, key=key, title=row.title, now=now, draft=row.draft)


def _tell(
    row: Consultation | PreReview, kind: MessageKind, *, key: str, title: str, now: datetime, **about: UUID
) -> None:
    news = News(
        kind=kind,
        key=key,
        owner=row.owner,
        bundle=row.bundle,
        application=None,
        about=About(title=title),
        at=now,
        **about,
    )
    tell(news, phone=_no_phone, now=now)


def _no_phone() -> str:
    return ""
