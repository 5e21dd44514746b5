"""A day that stands for several cases, moved by a newer calendar after a paper told it; that of the whole (整件事的承诺) is here.

The whole may move though no limit of a case does: each may run before the changed days, and all of them together after.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from onething.core.lifecycle import changed_days
from onething.modules.handling.definitions import calendar_of_case
from onething.modules.handling.docket import SUBJECT, file_of
from onething.modules.handling.domain.whole import WholeClock
from onething.modules.handling.models import Case
from onething.modules.handling.whole import still_counted, whole_clock
from onething.platform.logs.api import ActionRow

WHOLE, WHOLE_PROMISE, WHOLE_TOLD_ANEW = "整件事全部办好", "承诺期限", "whole_redated"
COUNTING = (
    "application_ref", "bundle", "bundle_version", "calendar_version", "filed_at", "key", "ledger", "limits", "waits_for",
    "soft_waits", "accepted_ahead",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedSharedDay:
    """The day that a paper told, the one that counts by the newer calendar, and the changed days between.

    `line` is the kind of line in the log of the `lead` case which says that it was told anew.
    """

    lead: Case
    item: str
    limit: str
    line: str
    old: date
    new: date
    calendar: str
    reasons: tuple[str, ...]


def wholes_that_move(applications: Collection[UUID], *, before: str, after: str) -> frozenset[UUID]:
    """Those of these applications of which the calendar `after` puts the last day of the whole elsewhere; one query."""
    rows = Case.objects.filter(application_ref__in=applications).only(*COUNTING).order_by("application_ref", "place")
    found = ((key, list(own)) for key, own in groupby(rows, key=lambda row: row.application_ref))
    return frozenset(key for key, own in found if _moves(own, before=before, after=after))


def moved_whole_day(rows: Sequence[Case], *, lead: Case, before: str, told: Collection[date]) -> MovedSharedDay | None:
    """None where the whole stands as it was told, has no last day now, or was told anew by this calendar already."""
    after = still_counted(rows).calendar_version
    was, now = (_whole(rows, counted_by=version) for version in (before, after))
    old, new = was.last_on, now.last_on
    if not (old and new) or old == new or old not in told or _was_told(lead, after):
        return None
    changed = changed_days(was.calendar, now.calendar)
    last = max(old, new)
    reasons = tuple(words for day, words in changed.items() if now.started_on < day <= last)
    return MovedSharedDay(
        lead=lead, item=WHOLE, limit=WHOLE_PROMISE, line=WHOLE_TOLD_ANEW, old=old, new=new, calendar=after,
        reasons=reasons,
    )  # fmt: skip


def _moves(rows: Sequence[Case], *, before: str, after: str) -> bool:
    return _whole(rows, counted_by=before).last_on != _whole(rows, counted_by=after).last_on


def _whole(rows: Sequence[Case], *, counted_by: str) -> WholeClock:
    first = rows[0]
    calendar = calendar_of_case(first.bundle, first.bundle_version, counted_by=counted_by)
    return whole_clock(map(file_of, rows), of=first, calendar=calendar)


def _was_told(lead: Case, calendar: str) -> bool:
    lines = ActionRow.objects.filter(subject_kind=SUBJECT, subject_id=lead.public_id, kind=WHOLE_TOLD_ANEW)
    line = lines.order_by("id").last()
    return line is not None and line.payload["calendar"] == calendar
