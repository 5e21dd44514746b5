"""A draft shown to the window before it is submitted (预审): complete, and only as it was when it was shown.

What the window says of it stands in a room above, which checks who may look and hears when the draft goes.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from onething.core.calendar import Calendar
from onething.modules.intake.access import access_draft_to_submit, log_reading
from onething.modules.intake.domain.content import read_content
from onething.modules.intake.domain.views import DraftView
from onething.modules.intake.errors import NotFound, Unfinished
from onething.modules.intake.events import DraftGone
from onething.modules.intake.models import Draft
from onething.modules.intake.queries import read_view, reading_of
from onething.platform.events import record
from onething.platform.files.api import KeptFile, read_file
from onething.platform.permissions import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDraft:
    """Whose draft it is, which window receives it, and which saving of it was shown."""

    draft: UUID
    owner: UUID
    bundle: str
    title: str
    site_code: str
    saved_at: datetime
    calendar: Calendar


def show_draft(*, draft: UUID, actor: Actor, now: datetime) -> ShownDraft:
    """Lock the draft and mark it as shown; Unfinished with everything that is missing. In the caller's transaction."""
    row, site = access_draft_to_submit(draft, actor=actor, now=now)
    reading = reading_of(row, now=now)
    if reading.gaps:
        raise Unfinished(reading.gaps)
    row.shown = True
    row.save(update_fields=["shown"])
    return ShownDraft(
        draft=row.public_id,
        owner=row.owner,
        bundle=row.bundle,
        title=row.title,
        site_code=site,
        saved_at=row.saved_at,
        calendar=reading.source.calendar,
    )


def is_as_shown(*, draft: str, saved_at: str, now: datetime) -> Exists:
    """Whether the draft named in this column of the caller's rows was not saved again since; read in their statement."""
    return Exists(
        Draft.objects.filter(public_id=OuterRef(draft), shown=True, saved_at=OuterRef(saved_at), expires_at__gt=now)
    )


def look_at_shown(draft: UUID, *, saved_at: datetime, actor: Actor, purpose: str, now: datetime) -> DraftView:
    """The draft as it was shown, the look on record; NotFound once it was changed. The caller has checked the right."""
    return read_view(_as_shown(draft, saved_at, now), actor=actor, now=now, purpose=purpose)


def open_shown_file(
    draft: UUID, *, file: UUID, saved_at: datetime, actor: Actor, purpose: str, now: datetime
) -> tuple[KeptFile, bytes]:
    """A file of the draft as it was shown, the look on record. The caller has checked the right."""
    row = _as_shown(draft, saved_at, now)
    if all(upload.id != str(file) for upload in read_content(row.content).all_files()):
        raise NotFound
    log_reading(row, actor=actor, purpose=purpose, now=now, fields=(f"file:{file}",))
    return read_file(public_id=file)


def tell_if_shown(row: Draft) -> None:
    """Say that the draft is gone, where anything was said of it."""
    if row.shown:
        record(DraftGone(draft=row.public_id))


def _as_shown(draft: UUID, saved_at: datetime, now: datetime) -> Draft:
    row = Draft.objects.filter(public_id=draft, shown=True, saved_at=saved_at, expires_at__gt=now).first()
    if row is None:
        raise NotFound
    return row
