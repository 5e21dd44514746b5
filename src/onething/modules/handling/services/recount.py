"""A new version of the working-day calendar came into force: open cases are counted by it, once, and every change is logged.

Source: the yearly holiday notices of 国务院办公厅 move days that were provisional until then; ADR 3.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import F

from onething.core.calendar import Calendar, due
from onething.core.lifecycle import CaseAction, CaseEntry, CountedLimit, DueChange, OpenCase, changed_days, recompute
from onething.modules.catalogue.api import calendar_in_force
from onething.modules.handling.definitions import calendar_of_case, closing_moment, compiled_bundle
from onething.modules.handling.docket import SUBJECT
from onething.modules.handling.domain.redating import RECOUNTED
from onething.modules.handling.domain.stored import read_ledger, read_limits
from onething.modules.handling.joint import lengthened_among
from onething.modules.handling.models import COUNTED, Case
from onething.modules.handling.services.tell_new_days import work_for
from onething.platform.clock import legal_day
from onething.platform.logs.api import NewAction, append_many
from onething.platform.outbox.api import AGAIN, NewWork, enqueue_all, resting, together
from onething.platform.permissions import HOUSE

DUTY = "count by the new calendar"
BATCH = 250
"""Cases a transaction: their locks are held for a fraction of a second."""
MOST_AT_ONCE = 5_000
"""Cases a turn of the worker, which has other duties."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """How many cases were looked at, and of how many a last day moved."""

    seen: int
    moved: int


class Counted(NamedTuple):
    """What counting needs of a case: its columns under their names."""

    pk: int
    public_id: UUID
    key: str
    application_ref: UUID
    body_code: str
    bundle: str
    bundle_version: str
    calendar_version: str
    ledger: list[list[Any]]
    limits: dict[str, Any]
    log_length: int
    due_on: date | None
    awaits_correction: bool
    correct_by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A case with the days that moved, and the day that counts next."""

    row: Counted
    changes: tuple[DueChange, ...]
    due_on: date | None

    @property
    def correct_by(self) -> date | None:
        """Until when a correction is waited for now."""
        moved = (change.new for change in self.changes if change.limit is CountedLimit.CORRECTION)
        return next(moved, self.row.correct_by)


def recount_some(now: datetime) -> object:
    """The worker's duty: a few thousand cases, then its other work, then again while some are left."""
    return AGAIN if recount_cases(now, most=MOST_AT_ONCE).seen >= MOST_AT_ONCE else None


def recount_cases(now: datetime, *, most: int | None = None) -> Recount:
    """Bring open cases to the calendar in force, batch by batch; what a step has locked waits for the next time."""
    calendar = calendar_in_force(on=legal_day(now))
    return recount_by(calendar, now, most=most) if calendar else Recount(seen=0, moved=0)


def recount_by(calendar: Calendar, now: datetime, *, most: int | None = None) -> Recount:
    """The same by a given calendar."""
    seen = moved = 0
    for version in _other_versions(calendar):
        after: int | None = 0
        while after is not None and not (most and seen >= most):
            found = _next_batch(version, after, now)
            recount = partial(_recount, before=version, calendar=calendar, now=now)
            moved += together(tuple(found.values()), recount, duty=DUTY, now=now) if found else 0
            seen, after = seen + len(found), max(found, default=None)
    return Recount(seen=seen, moved=moved)


def _other_versions(calendar: Calendar) -> Iterator[str]:
    """By which other calendars open cases are counted: one step down the index for each."""
    open_cases = Case.objects.filter(state__in=COUNTED).order_by("calendar_version")
    versions = open_cases.values_list("calendar_version", flat=True)
    version = versions.first()
    while version is not None:
        if version != calendar.version:
            yield version
        version = versions.filter(calendar_version__gt=version).first()


def _next_batch(version: str, after: int, now: datetime) -> dict[int, UUID]:
    """The next cases counted by that version, by their keys."""
    stale = Case.objects.filter(calendar_version=version, state__in=COUNTED, pk__gt=after)
    stale = stale.exclude(public_id__in=resting(DUTY, now=now)).order_by("pk")
    return dict(stale.values_list("pk", "public_id")[:BATCH])


@transaction.atomic
def _recount(cases: Collection[UUID], *, before: str, calendar: Calendar, now: datetime) -> int:
    """Those of these cases that are still counted by the former version and locked by nobody; how many changed."""
    stale = Case.objects.filter(calendar_version=before, state__in=COUNTED, public_id__in=cases).order_by("pk")
    found = stale.select_for_update(skip_locked=True).values_list(*Counted._fields)
    rows = [Counted(*values) for values in found]
    moved = list(_moved(rows, calendar))
    _write(rows, moved, calendar)
    append_many([_line(one, calendar, now) for one in moved])
    if rows:
        enqueue_all([_work(rows, moved, before, calendar)])
    return len(moved)


def _work(rows: Sequence[Counted], moved: Sequence[Moved], before: str, calendar: Calendar) -> NewWork:
    """Whom the new days are told, and who else is looked at for the day of the whole."""
    seen = dict.fromkeys(row.application_ref for row in rows)
    telling = dict.fromkeys((*(one.row.application_ref for one in moved), *sorted(lengthened_among(seen))))
    others = [one for one in seen if one not in telling]
    return work_for(telling, others=others, before=before, calendar=calendar.version)


def _moved(rows: Sequence[Counted], calendar: Calendar) -> Iterator[Moved]:
    """The cases of which a last day moves, each compared with the calendar it was counted by."""
    counted_by: dict[str, list[Counted]] = defaultdict(list)
    for row in rows:
        counted_by[_calendar_of(row).version].append(row)
    for alike in counted_by.values():
        old = _calendar_of(alike[0])
        moved = {one.key: one for one in recompute(map(_open_case, alike), old=old, new=calendar)}
        for row in alike:
            clocks, term = moved.get(str(row.pk)), _moved_term(row, old, calendar)
            if clocks or term:
                changes = (*(clocks.changes if clocks else ()), *term)
                yield Moved(row=row, changes=changes, due_on=clocks.due_on if clocks else row.due_on)


def _calendar_of(row: Counted) -> Calendar:
    return calendar_of_case(row.bundle, row.bundle_version, counted_by=row.calendar_version)


def _open_case(row: Counted) -> OpenCase:
    return OpenCase(key=str(row.pk), entries=read_ledger(row.ledger), limits=read_limits(row.limits))


def _moved_term(row: Counted, old: Calendar, new: Calendar) -> tuple[DueChange, ...]:
    """The last day of a correction notice moves as well, but only later: people may rely on the day they were told."""
    if not (row.awaits_correction and row.correct_by):
        return ()
    rule = compiled_bundle(row.bundle, version=row.bundle_version).parameters.correction_term
    if rule is None:
        return ()
    asked_on = _asked_on(read_ledger(row.ledger))
    now = due(new, start=asked_on, span=rule.within).on
    if now <= row.correct_by:
        return ()
    reasons = tuple(words for day, words in changed_days(old, new).items() if asked_on < day <= now)
    limit = CountedLimit.CORRECTION
    return (DueChange(key=row.key, limit=limit, old=row.correct_by, new=now, reasons=reasons),)


def _asked_on(entries: Sequence[CaseEntry]) -> date:
    return next(entry.on for entry in reversed(entries) if entry.action is CaseAction.ASK_CORRECTION)


def _write(rows: Sequence[Counted], moved: Sequence[Moved], calendar: Calendar) -> None:
    """One UPDATE for all cases that get the same days: a batch has far fewer of these than cases."""
    together: dict[tuple[date | None, date | None], list[int]] = defaultdict(list)
    for one in moved:
        together[one.due_on, one.correct_by].append(one.row.pk)
    for (due_on, correct_by), keys in together.items():
        Case.objects.filter(pk__in=keys).update(
            row_version=F("row_version") + 1,
            log_length=F("log_length") + 1,
            calendar_version=calendar.version,
            due_on=due_on,
            due_at=closing_moment(due_on),
            correct_by=correct_by,
        )
    touched = {one.row.pk for one in moved}
    alike = [row.pk for row in rows if row.pk not in touched]
    if alike:
        Case.objects.filter(pk__in=alike).update(calendar_version=calendar.version)


def _line(one: Moved, calendar: Calendar, now: datetime) -> NewAction:
    told = [
        {"limit": change.limit.value, "old": str(change.old), "new": str(change.new), "reasons": list(change.reasons)}
        for change in one.changes
    ]
    return NewAction(
        subject_kind=SUBJECT,
        subject_id=one.row.public_id,
        kind=RECOUNTED,
        actor=HOUSE,
        at=now,
        seq=one.row.log_length + 1,
        body_code=one.row.body_code,
        legal_ground=calendar.source[:300],
        payload={"calendar": calendar.version, "changes": told},
    )
