"""What a new version of the working-day calendar changes for open cases, and why: pure, nothing is written here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from onething.core.calendar import Calendar
from onething.core.lifecycle.case import CaseReading, date_case, fold_case
from onething.core.lifecycle.clock import ClockReading
from onething.core.lifecycle.entries import CaseEntry
from onething.core.lifecycle.limits import CaseLimits
from onething.core.lifecycle.table import CASE
from onething.core.states import Labelled


class CountedLimit(Labelled):
    """The limits of a case whose last day depends on the calendar."""

    ACCEPTANCE = "acceptance", "受理期限"
    PROMISED = "promised", "承诺期限"
    STATUTORY = "statutory", "法定期限"
    DELIVERY = "delivery", "送达期限"
    CORRECTION = "correction", "补正期限"


CLOCKED = (CountedLimit.ACCEPTANCE, CountedLimit.PROMISED, CountedLimit.STATUTORY, CountedLimit.DELIVERY)
"""Those of a case's own clocks; the term of a correction is a local rule beside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """A case as far as counting goes."""

    key: str
    entries: tuple[CaseEntry, ...]
    limits: CaseLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class DueChange:
    """One last day that moves, with the days of the calendar that moved it."""

    key: str
    limit: CountedLimit
    old: date
    new: date
    reasons: tuple[str, ...]


def recompute(cases: Iterable[OpenCase], *, old: Calendar, new: Calendar) -> tuple[DueChange, ...]:
    """Every last day of an open case that the new calendar moves; a clock that has ended or stands still moves nothing."""
    changed = changed_days(old, new)
    return tuple(change for case in cases for change in _changes(case, old, new, changed))


def changed_days(old: Calendar, new: Calendar) -> Mapping[date, str]:
    """The days that are a working day in only one of the two, each in words; empty when both count alike."""
    named = (old.holidays | old.makeup) ^ (new.holidays | new.makeup)
    named |= (old.holidays & new.makeup) | (old.makeup & new.holidays)
    words = {True: "由休息日改为工作日", False: "由工作日改为休息日"}
    return {
        day: f"{day} {words[new.is_working_day(day)]}"
        for day in sorted(named)
        if old.is_working_day(day) is not new.is_working_day(day)
    }


def _changes(case: OpenCase, old: Calendar, new: Calendar, changed: Mapping[date, str]) -> Iterator[DueChange]:
    log = fold_case(case.entries)
    if not changed or (log.state in CASE.final):
        return
    before = date_case(log, limits=case.limits, calendar=old)
    after = date_case(log, limits=case.limits, calendar=new)
    for limit in CLOCKED:
        was, now = _clock(before, limit), _clock(after, limit)
        if was.running and was.due_on and now.due_on and was.due_on != now.due_on:
            reasons = tuple(_reasons(changed, was, now.due_on))
            yield DueChange(key=case.key, limit=limit, old=was.due_on, new=now.due_on, reasons=reasons)


def _clock(case: CaseReading, limit: CountedLimit) -> ClockReading:
    clocks: dict[CountedLimit, ClockReading] = {
        CountedLimit.ACCEPTANCE: case.acceptance,
        CountedLimit.PROMISED: case.promised,
        CountedLimit.STATUTORY: case.statutory,
        CountedLimit.DELIVERY: case.delivery,
    }
    return clocks[limit]


def _reasons(changed: Mapping[date, str], was: ClockReading, moved_to: date) -> Iterator[str]:
    """The changed days after the start of the clock and up to its later end."""
    first, last = was.started_on or moved_to, max(was.due_on or moved_to, moved_to)
    yield from (words for day, words in changed.items() if first < day <= last)
