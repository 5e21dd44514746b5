"""A case after one more action, from its log."""

from collections.abc import Sequence
from datetime import date

from onething.core.calendar import Calendar
from onething.core.lifecycle import (
    CaseAction,
    CaseEntry,
    CaseLimits,
    CaseReading,
    Detail,
    check_move,
    count_from,
    fold_case,
    read_case,
)


def decide_move(
    entries: Sequence[CaseEntry],
    action: CaseAction,
    *,
    limits: CaseLimits,
    calendar: Calendar,
    on: date,
    detail: Detail | None = None,
) -> CaseReading:
    """The case after `action`; raises as `check_move` does."""
    log = fold_case(entries)
    entry = count_from(log, CaseEntry(action, on, detail), limits=limits)
    check_move(log, entry, limits=limits, calendar=calendar)
    return read_case([*entries, entry], limits=limits, calendar=calendar)
