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
from onething.core.lifecycle.grounds import Ground

Period = tuple[date, date]
_COUNTED_IN_WORKING_DAYS = frozenset({Unit.WORKING_DAY, Unit.HOUR})


class ClockKind(StrEnum):
    """Which period is counted."""

    ACCEPTANCE = "acceptance"  # from receipt to acceptance, refusal or correction notice
    DECISION = "decision"  # from acceptance to decision
    DELIVERY = "delivery"  # from the decision to grant until it reached the applicant


class Entry(StrEnum):
    """What happened to the clock."""

    START = "start"
    STOP = "stop"
    RESUME = "resume"
    EXTEND = "extend"
    END = "end"


class LedgerEntry(NamedTuple):
    """One line of the ledger: a stop has its ground, an extension its length; to resume without a ground ends all stops."""

    entry: Entry
    on: date
    ground: Ground | None = None
    extension: Span | None = None


@dataclass(frozen=True, slots=True)
class ClockReading:
    """The clock as folded: `due_on` is None while it is stopped or was never started, or when there is no limit."""

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


@dataclass(slots=True)
class _Running:
    started_on: date | None = None
    ended_on: date | None = None
    stops: dict[Ground | None, date] = field(default_factory=dict)
    excluded: list[Period] = field(default_factory=list)
    extensions: list[Span] = field(default_factory=list)


def read_clock(entries: Iterable[LedgerEntry], *, span: Span | None, calendar: Calendar) -> ClockReading:
    """Fold the ledger of one clock; `span` None means there is no limit to count."""
    return read_clocks(entries, spans=(span,), calendar=calendar)[0]


def read_clocks(
    entries: Iterable[LedgerEntry], *, spans: Iterable[Span | None], calendar: Calendar
) -> tuple[ClockReading, ...]:
    """One ledger under several limits, the promised and the statutory one: folded once, dated for each."""
    state = _fold(entries)
    excluded = merge_periods(state.excluded)
    return tuple(_dated(state, excluded, span, calendar) for span in spans)


def _dated(state: _Running, excluded: tuple[Period, ...], span: Span | None, calendar: Calendar) -> ClockReading:
    extensions = tuple(state.extensions)
    last = None
    if span is not None and state.started_on is not None and not state.stops:
        last = count_last_day(calendar, start=state.started_on, span=span, excluded=excluded, extensions=extensions)
    return ClockReading(
        started_on=state.started_on,
        ended_on=state.ended_on,
        due_on=last.on if last else None,
        stops=tuple(state.stops.items()),
        excluded=excluded,
        extensions=extensions,
        reasons=last.reasons if last else (),
        provisional=bool(last and last.provisional),
    )


def open_stops(entries: Iterable[LedgerEntry]) -> tuple[Ground, ...]:
    """The grounds for which the clock stands still now; no calendar is needed to say so."""
    return tuple(ground for ground in _fold(entries).stops if ground)


def extensions_given(entries: Iterable[LedgerEntry]) -> tuple[Span, ...]:
    """By how much the clock that counts now was lengthened; one that started anew was not."""
    return tuple(_fold(entries).extensions)


def count_last_day(
    calendar: Calendar, *, start: date, span: Span, excluded: Iterable[Period] = (), extensions: Iterable[Span] = ()
) -> Due:
    """The last day of the span without the excluded periods, lengthened; an extension in another unit is added at the end."""
    periods = tuple(excluded)
    same = sum(extension.amount for extension in extensions if extension.unit is span.unit)
    last = _without(calendar, start=start, span=Span(span.amount + same, span.unit), excluded=periods)
    for extension in extensions:
        if extension.unit is not span.unit:
            last = due(calendar, start=last.on, span=extension)
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


def _fold(entries: Iterable[LedgerEntry]) -> _Running:
    state = _Running()
    for entry in entries:
        _APPLY[entry.entry](state, entry)
    return state


def _start(state: _Running, entry: LedgerEntry) -> None:
    """A clock may start anew (after a correction): what was before no longer counts."""
    state.started_on, state.ended_on = entry.on, None
    state.stops, state.excluded, state.extensions = {}, [], []


def _stop(state: _Running, entry: LedgerEntry) -> None:
    state.stops.setdefault(entry.ground, entry.on)


def _resume(state: _Running, entry: LedgerEntry) -> None:
    """Time never runs backwards, whatever day was written down."""
    for ground in [entry.ground] if entry.ground else list(state.stops):
        since = state.stops.pop(ground, None)
        if since is not None:
            state.excluded.append((since, max(since, entry.on)))


def _extend(state: _Running, entry: LedgerEntry) -> None:
    if entry.extension:
        state.extensions.append(entry.extension)


def _end(state: _Running, entry: LedgerEntry) -> None:
    _resume(state, entry)
    state.ended_on = entry.on


_APPLY = {Entry.START: _start, Entry.STOP: _stop, Entry.RESUME: _resume, Entry.EXTEND: _extend, Entry.END: _end}


def _without(calendar: Calendar, *, start: date, span: Span, excluded: tuple[Period, ...]) -> Due:
    """What is excluded moves the last day on, unless that day had already passed when it began."""
    lost, last = 0, _due_after(calendar, start=start, span=span, lost=0)
    for begin, end in excluded:
        if begin > last.on:  # it only moves on: counted again where what was lost so far may decide
            last = _due_after(calendar, start=start, span=span, lost=lost)
            if begin > last.on:
                return last
        lost += _length(calendar, begin, end, span.unit)
    return _due_after(calendar, start=start, span=span, lost=lost)


def _length(calendar: Calendar, begin: date, end: date, unit: Unit) -> int:
    """Limits in working days and hours lose whole working days, all others calendar days."""
    if unit in _COUNTED_IN_WORKING_DAYS:
        return working_days_between(calendar, start=begin, end=end)
    return (end - begin).days


def _due_after(calendar: Calendar, *, start: date, span: Span, lost: int) -> Due:
    if span.unit is Unit.WORKING_DAY:
        return due(calendar, start=start, span=Span(span.amount + 2 * lost, span.unit))
    if span.unit is Unit.HOUR:
        first = working_day_after(calendar, day=start, count=lost)
        return due_after_hours(calendar, start=first, hours=span.amount, service_hours=OFFICE_HOURS)
    return due(calendar, start=start + timedelta(days=lost), span=span)
