"""What a new version of the working-day calendar changes for open cases, and why: pure, nothing is written here."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from onething.core.calendar import Calendar, Span
from onething.core.lifecycle.case import (
    CaseLog,
    CaseReading,
    acceptance_clock,
    date_case,
    fold_case,
    statutory_clock,
)
from onething.core.lifecycle.clock import Clock, ClockKind, ClockReading, read_clock
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


Dated = tuple[
    Callable[[CaseLog, CaseLimits], Clock], Callable[[CaseReading], ClockReading], Callable[[CaseLimits], Span | None]
]


def _clock_of(kind: ClockKind) -> Callable[[CaseLog, CaseLimits], Clock]:
    return lambda log, _limits: log.clocks[kind]


CLOCKED: Mapping[CountedLimit, Dated] = {
    CountedLimit.ACCEPTANCE: (acceptance_clock, attrgetter("acceptance"), attrgetter("acceptance")),
    CountedLimit.PROMISED: (_clock_of(ClockKind.DECISION), attrgetter("promised"), attrgetter("promised")),
    CountedLimit.STATUTORY: (statutory_clock, attrgetter("statutory"), attrgetter("statutory")),
    CountedLimit.DELIVERY: (_clock_of(ClockKind.DELIVERY), attrgetter("delivery"), attrgetter("delivery")),
}
"""Those of a case's own clocks: which clock, which reading, which limit. The term of a correction is a local rule beside them."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Redated:
    """A case of which last days move: each change, and the day that counts next by the new calendar."""

    key: str
    changes: tuple[DueChange, ...]
    due_on: date | None


def recompute(cases: Iterable[OpenCase], *, old: Calendar, new: Calendar) -> tuple[Redated, ...]:
    """The open cases of which the new calendar moves a last day; a clock that ended or stands still moves nothing."""
    changed = changed_days(old, new)
    if not changed:
        return ()
    return tuple(moved for case in cases if (moved := _redate(case, old, new, changed)))


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


def _redate(case: OpenCase, old: Calendar, new: Calendar, changed: Mapping[date, str]) -> Redated | None:
    log = fold_case(case.entries)
    if log.state in CASE.final:
        return None
    after = date_case(log, limits=case.limits, calendar=new)
    changes = tuple(_changes(case, log, after, old, changed))
    return Redated(key=case.key, changes=changes, due_on=after.due_on) if changes else None


def _changes(
    case: OpenCase, log: CaseLog, after: CaseReading, old: Calendar, changed: Mapping[date, str]
) -> Iterator[DueChange]:
    """Whether a clock runs is the log's to say: only those that do are dated by the old calendar as well."""
    for limit, (clock_of, now_of, span_of) in CLOCKED.items():
        now = now_of(after)
        if not (now.running and now.due_on):
            continue
        was = read_clock(clock_of(log, case.limits), span=span_of(case.limits), calendar=old)
        if was.due_on and was.due_on != now.due_on:
            reasons = tuple(_reasons(changed, was, now.due_on))
            yield DueChange(key=case.key, limit=limit, old=was.due_on, new=now.due_on, reasons=reasons)


def _reasons(changed: Mapping[date, str], was: ClockReading, moved_to: date) -> Iterator[str]:
    """The changed days after the start of the clock and up to its later end."""
    first, last = was.started_on or moved_to, max(was.due_on or moved_to, moved_to)
    yield from (words for day, words in changed.items() if first < day <= last)
