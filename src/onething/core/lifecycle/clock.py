"""The legal clock is a ledger: start, stop with its ground, resume, extend, end. Due days are a fold over it.

Source: 行政许可法 32, 42, 44, 45, 82; 民法典 200-203 (the start day is not counted, nor the day a clock resumes).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from onething.core.calendar import (
    OFFICE_HOURS,
    Calendar,
    Due,
    Span,
    Unit,
    due,
    due_after_hours,
    working_day_after,
    working_days_between,
)
from onething.core.lifecycle.entries import Detail, Lengthening, Pause
from onething.core.lifecycle.grounds import Ground

Period = tuple[date, date]
_COUNTED_IN_WORKING_DAYS = frozenset({Unit.WORKING_DAY, Unit.HOUR})


class ClockKind(StrEnum):
    """Which period is counted."""

    ACCEPTANCE = "acceptance"  # from receipt to acceptance, refusal or correction notice
    DECISION = "decision"  # from acceptance to decision
    DELIVERY = "delivery"  # from the decision to grant until it reached the applicant


class Extended(NamedTuple):
    """By how much a limit was lengthened, and the day on which that was approved."""

    on: date
    by: Span


@dataclass(slots=True)
class Clock:
    """The ledger of one clock, folded step by step; what it says needs no calendar.

    `stops` has the day since which each ground makes it stand still, `excluded` the periods of those that are over.
    """

    started_on: date | None = None
    ended_on: date | None = None
    stops: dict[Ground | None, date] = field(default_factory=dict)
    excluded: list[Period] = field(default_factory=list)
    extensions: list[Extended] = field(default_factory=list)

    def start(self, on: date, _detail: Detail | None = None) -> None:
        """It may start anew (after a correction): what was before no longer counts."""
        self.started_on, self.ended_on = on, None
        self.stops, self.excluded, self.extensions = {}, [], []

    def stop(self, on: date, detail: Detail | None = None) -> None:
        """One ground begins."""
        self.stops.setdefault(_ground(detail), on)

    def end_stop(self, on: date, detail: Detail | None = None) -> None:
        """One ground is over; the clock stands still as long as there is another."""
        since = self.stops.pop(_ground(detail), None)
        if since is not None:
            self._exclude(since, on)

    def resume(self, on: date, _detail: Detail | None = None) -> None:
        """Every ground is over."""
        for since in self.stops.values():
            self._exclude(since, on)
        self.stops.clear()

    def extend(self, on: date, detail: Detail | None = None) -> None:
        """The limit is lengthened."""
        if isinstance(detail, Lengthening):
            self.extensions.append(Extended(on, detail.by))

    def end(self, on: date, _detail: Detail | None = None) -> None:
        """Nothing is counted any more."""
        self.resume(on)
        self.ended_on = on

    def _exclude(self, since: date, until: date) -> None:
        """Time never runs backwards, whatever day was written down."""
        self.excluded.append((since, max(since, until)))


def _ground(detail: Detail | None) -> Ground | None:
    return detail.ground if isinstance(detail, Pause) else None


@dataclass(frozen=True, slots=True)
class ClockReading:
    """The clock, dated: `due_on` is None while it is stopped or was never started, or when there is no limit."""

    started_on: date | None = None
    ended_on: date | None = None
    due_on: date | None = None
    stops: tuple[tuple[Ground | None, date], ...] = ()
    excluded: tuple[Period, ...] = ()
    extensions: tuple[Span, ...] = ()
    reasons: tuple[str, ...] = ()
    provisional: bool = False

    @property
    def running(self) -> bool:
        """True while time is being used up."""
        return self.started_on is not None and self.ended_on is None and not self.stops

    @property
    def open(self) -> bool:
        """True from its start to its end, whether it runs or stands still."""
        return self.started_on is not None and self.ended_on is None


def read_clock(clock: Clock, *, span: Span | None, calendar: Calendar) -> ClockReading:
    """The clock dated under one limit; `span` None means there is no limit to count."""
    excluded, extensions = merge_periods(clock.excluded), tuple(clock.extensions)
    last = None
    if span is not None and clock.started_on is not None and not clock.stops:
        last = count_last_day(calendar, start=clock.started_on, span=span, excluded=excluded, extensions=extensions)
    return ClockReading(
        started_on=clock.started_on,
        ended_on=clock.ended_on,
        due_on=last.on if last else None,
        stops=tuple(clock.stops.items()),
        excluded=excluded,
        extensions=tuple(one.by for one in extensions),
        reasons=last.reasons if last else (),
        provisional=bool(last and last.provisional),
    )


def count_last_day(
    calendar: Calendar, *, start: date, span: Span, excluded: Iterable[Period] = (), extensions: Iterable[Extended] = ()
) -> Due:
    """The last day of the span without the excluded periods, lengthened by what was approved before that day had passed.

    So an extension (行政许可法 42) moves the limit of the law, and a shorter promise only as long as it was not missed yet.
    """
    periods = tuple(excluded)
    given: tuple[Span, ...] = ()
    last = _without(calendar, start=start, span=span, excluded=periods)
    for on, by in extensions:
        if on <= last.on:
            given = (*given, by)
            last = _lengthened(calendar, start=start, span=span, excluded=periods, given=given)
    return last


def merge_periods(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Overlapping exclusions count once."""
    merged: list[Period] = []
    for start, end in sorted(periods):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def working_days_left(reading: ClockReading, *, today: date, calendar: Calendar) -> int | None:
    """Working days from today to the last day; 0 on the last day, negative when overdue; None without a due day."""
    return None if reading.due_on is None else working_days_between(calendar, start=today, end=reading.due_on)


def _lengthened(
    calendar: Calendar, *, start: date, span: Span, excluded: tuple[Period, ...], given: tuple[Span, ...]
) -> Due:
    """An extension in another unit is added at the end."""
    same = sum(extension.amount for extension in given if extension.unit is span.unit)
    last = _without(calendar, start=start, span=Span(span.amount + same, span.unit), excluded=excluded)
    for extension in given:
        if extension.unit is not span.unit:
            last = due(calendar, start=last.on, span=extension)
    return last


def _without(calendar: Calendar, *, start: date, span: Span, excluded: tuple[Period, ...]) -> Due:
    """What is excluded moves the last day on, unless that day had already passed when it began.

    Limits in working days and hours lose whole working days, all others calendar days. A clock that resumes on a day off
    with nothing left ends on the next working day (民法典 203), never while it stood still.
    """
    number = calendar.rank if span.unit in _COUNTED_IN_WORKING_DAYS else date.toordinal
    lost, last, resumed = 0, _due_after(calendar, start=start, span=span, lost=0), start
    for begin, end in excluded:
        if begin > last.on:  # it only moves on: counted again where what was lost so far may decide
            last = _not_before(calendar, _due_after(calendar, start=start, span=span, lost=lost), resumed)
            if begin > last.on:
                return last
        lost, resumed = lost + number(end) - number(begin), end
    return _not_before(calendar, _due_after(calendar, start=start, span=span, lost=lost), resumed)


def _not_before(calendar: Calendar, last: Due, resumed: date) -> Due:
    """The day of resuming is named as the last one, and moved on as any other that is a day off."""
    if last.on >= resumed:
        return last
    return due(calendar, start=resumed - timedelta(days=1), span=Span(1, Unit.CALENDAR_DAY))


def _due_after(calendar: Calendar, *, start: date, span: Span, lost: int) -> Due:
    if span.unit is Unit.WORKING_DAY:
        return due(calendar, start=start, span=Span(span.amount + 2 * lost, span.unit))
    if span.unit is Unit.HOUR:
        first = working_day_after(calendar, day=start, count=lost)
        return due_after_hours(calendar, start=first, hours=span.amount, service_hours=OFFICE_HOURS)
    return due(calendar, start=start + timedelta(days=lost), span=span)
