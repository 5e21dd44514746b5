"""The promise for an application as a whole (整件事的承诺): counted from the day on which everything had come in. Pure.

Source: 行政许可法 32(1)(四) (what is corrected is received anew), 42(1) (lengthened), 45 (excluded).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from onething.core.calendar import Calendar, Span, working_days_between
from onething.core.lifecycle import CaseAction, ClockKind, Extended, count_last_day, merge_periods
from onething.core.states import Labelled
from onething.modules.handling.domain.cases import CaseFile, by_key

_ANEW = frozenset({CaseAction.CORRECT, CaseAction.REOPEN})


class Halt(Labelled):
    """Why the whole has no last day now."""

    CORRECTING = "correcting", "补正交齐后重新计算"
    PAUSED = "paused", "有事项依法停止计时，恢复后接着计算"


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeClock:
    """The days of an application: since when, without which periods, and how far each case was lengthened on its way."""

    calendar: Calendar
    span: Span
    filed_on: date
    started_on: date
    excluded: tuple[tuple[date, date], ...]
    lengthened: Mapping[str, tuple[Extended, ...]]
    halt: Halt | None

    @property
    def last_on(self) -> date | None:
        """The last day of the promise for the whole; None while it is halted."""
        if self.halt:
            return None
        return max(self._count(self.span, spans) for spans in set(self.lengthened.values()))

    def expected_on(self, key: str, *, planned_on: date) -> date | None:
        """Where the day that was planned for this case on the day of filing lies now."""
        if self.halt:
            return None
        days = working_days_between(self.calendar, start=self.filed_on, end=planned_on)
        return self._count(Span.working_days(days), self.lengthened[key])

    def _count(self, span: Span, lengthened: tuple[Extended, ...]) -> date:
        return count_last_day(
            self.calendar, start=self.started_on, span=span, excluded=self.excluded, extensions=lengthened
        ).on


def read_whole_clock(cases: Collection[CaseFile], *, filed_on: date, span: Span, calendar: Calendar) -> WholeClock:
    """The clock over all cases of one application; what several of them exclude at once is excluded once."""
    clocks = {case.key: case.log.clocks[ClockKind.DECISION] for case in cases}
    started_on = max([filed_on, *(entry.on for case in cases for entry in case.entries if entry.action in _ANEW)])
    halt = Halt.PAUSED if any(clock.stops for clock in clocks.values()) else None
    lengthened = {key: tuple(clock.extensions) for key, clock in clocks.items()}
    return WholeClock(
        calendar=calendar,
        span=span,
        filed_on=filed_on,
        started_on=started_on,
        excluded=merge_periods(
            (max(begin, started_on), end)
            for clock in clocks.values()
            for begin, end in clock.excluded
            if end > started_on
        ),
        lengthened={key: _on_the_way(key, by_key(cases), lengthened, calendar, filed_on) for key in clocks},
        halt=Halt.CORRECTING if any(case.awaits_correction for case in cases) else halt,
    )


def _on_the_way(
    key: str,
    cases: Mapping[str, CaseFile],
    lengthened: Mapping[str, tuple[Extended, ...]],
    calendar: Calendar,
    day: date,
) -> tuple[Extended, ...]:
    """What was added to this case and to those it waits for, along the longest way."""
    waits = [wait for wait in (*cases[key].waits_for, *cases[key].soft_waits) if wait in cases]
    before = (_on_the_way(wait, cases, lengthened, calendar, day) for wait in waits)
    longest = max(before, key=lambda given: _alone(given, calendar, day), default=())
    return (*longest, *lengthened[key])


def _alone(lengthened: tuple[Extended, ...], calendar: Calendar, day: date) -> date:
    """How far these reach by themselves, whenever they were approved."""
    at_once = [one._replace(on=day) for one in lengthened]
    return count_last_day(calendar, start=day, span=Span.spot(), extensions=at_once).on
