"""A new version of the working-day calendar came into force: open cases are counted by it, once, and every change is logged.

Source: the yearly holiday notices of 国务院办公厅 move days that were provisional until then; ADR 3.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from onething.core.calendar import Calendar, due
from onething.core.lifecycle import CaseAction, CountedLimit, DueChange, OpenCase, recompute
from onething.modules.catalogue.api import calendar_in_force
from onething.modules.handling.definitions import calendar_of, closing_moment, correction_term_of
from onething.modules.handling.docket import SUBJECT, file_of
from onething.modules.handling.domain.cases import CaseFile, read_file
from onething.modules.handling.models import COUNTED, Case
from onething.modules.handling.services.deem import HOUSE
from onething.modules.handling.storing import SAID, write_cases
from onething.platform.clock import legal_day
from onething.platform.logs.api import NewAction, append_actions

RECOUNTED = "recounted"
BATCH = 50
"""Cases a transaction: their locks are held for a fraction of a second."""


def recount_cases(now: datetime) -> int:
    """Bring every open case to the calendar in force, batch by batch; returns of how many cases a last day moved."""
    calendar = calendar_in_force(on=legal_day(now))
    moved = 0
    while calendar:
        done, changed = _recount_batch(calendar, now)
        moved += changed
        if not done:
            break
    return moved


@transaction.atomic
def _recount_batch(calendar: Calendar, now: datetime) -> tuple[int, int]:
    """How many cases were looked at, and how many changed; what a step has locked waits for the next time."""
    other = Q(calendar_version__lt=calendar.version) | Q(calendar_version__gt=calendar.version)
    stale = Case.objects.filter(other, state__in=COUNTED).defer(*SAID, "review_points")
    rows = list(stale.order_by("calendar_version", "id").select_for_update(skip_locked=True, of=("self",))[:BATCH])
    changed: list[Case] = []
    actions: list[NewAction] = []
    for row in rows:
        changes = (*_moved_days(row, calendar), *_moved_term(row, calendar))
        if changes:
            _apply(row, calendar, changes)
            changed.append(row)
            actions.append(_line(row, calendar, changes, now))
    alike = [row.pk for row in rows if row.calendar_version != calendar.version]
    Case.objects.filter(pk__in=alike).update(calendar_version=calendar.version)
    write_cases(changed)
    append_actions(actions)
    return len(rows), len(changed)


def _moved_days(row: Case, calendar: Calendar) -> tuple[DueChange, ...]:
    case = file_of(row)
    counted = OpenCase(key=row.key, entries=case.entries, limits=case.limits)
    return recompute([counted], old=calendar_of(row), new=calendar)


def _moved_term(row: Case, calendar: Calendar) -> tuple[DueChange, ...]:
    """The last day of a correction notice moves as well; the applicant's page shows the new one."""
    rule = correction_term_of(row)
    if not (row.awaits_correction and row.correct_by and rule):
        return ()
    asked_on = _asked_on(file_of(row))
    was = due(calendar_of(row), start=asked_on, span=rule.within).on
    now = due(calendar, start=asked_on, span=rule.within)
    if was == now.on:
        return ()
    limit = CountedLimit.CORRECTION
    return (DueChange(key=row.key, limit=limit, old=row.correct_by, new=now.on, reasons=now.reasons),)


def _asked_on(case: CaseFile) -> date:
    return next(entry.on for entry in reversed(case.entries) if entry.action is CaseAction.ASK_CORRECTION)


def _apply(row: Case, calendar: Calendar, changes: Collection[DueChange]) -> None:
    row.log_length += 1
    row.calendar_version = calendar.version
    row.due_on = read_file(file_of(row), calendar).due_on
    row.due_at = closing_moment(row.due_on)
    for change in changes:
        if change.limit is CountedLimit.CORRECTION:
            row.correct_by = change.new


def _line(row: Case, calendar: Calendar, changes: Collection[DueChange], now: datetime) -> NewAction:
    told = [
        {"limit": one.limit.value, "old": one.old.isoformat(), "new": one.new.isoformat(), "reasons": list(one.reasons)}
        for one in changes
    ]
    return NewAction(
        subject_kind=SUBJECT,
        subject_id=row.public_id,
        kind=RECOUNTED,
        actor=HOUSE,
        at=now,
        seq=row.log_length,
        body_code=row.body_code,
        legal_ground=calendar.source[:300],
        payload={"calendar": calendar.version, "changes": told},
    )
