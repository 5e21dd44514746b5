"""The legal clock is a ledger: start, stop with ground and document, resume, extend, end. Due days are a fold over it.

Source: 行政许可法 32, 42, 45, 82; 民法典 201 (the start day is not counted; neither is the day a clock resumes).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from onething.core.calendar import Calendar, Span, Unit, due, working_days_between


class ClockKind(StrEnum):
    """Which period is counted."""

    ACCEPTANCE = "acceptance"  # from receipt to acceptance, refusal or correction notice
    DECISION = "decision"  # from acceptance to decision


class Entry(StrEnum):
    """What happened to the clock."""

    START = "start"
    STOP = "stop"
    RESUME = "resume"
    EXTEND = "extend"
    END = "end"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One line of the ledger. A stop needs its ground, an extension its length (and, in the log, its approver)."""

    clock: ClockKind
    entry: Entry
    on: date
    ground: str = ""
    extension: Span | None = None


@dataclass(frozen=True, slots=True)
class ClockReading:
    """The clock as folded: `due_on` is None while it is stopped or was never started, or when there is no limit."""

    started_on: date | None = None
    ended_on: date | None = None
    stopped_on: date | None = None
    due_on: date | None = None
    excluded: tuple[tuple[date, date], ...] = ()
    provisional: bool = False

    @property
    def running(self) -> bool:
        """True while time is being used up."""
        return self.started_on is not None and self.ended_on is None and self.stopped_on is None


@dataclass(slots=True)
class _Running:
    started_on: date | None = None
    ended_on: date | None = None
    stopped_on: date | None = None
    excluded: list[tuple[date, date]] = field(default_factory=list)
    extension: int = 0


def read_clock(
    entries: Iterable[LedgerEntry], *, clock: ClockKind, span: Span | None, calendar: Calendar
) -> ClockReading:
    """Fold the ledger of one clock; `span` None means there is no limit to count."""
    state = _Running()
    for entry in entries:
        if entry.clock is clock:
            _APPLY[entry.entry](state, entry)
    reading = ClockReading(state.started_on, state.ended_on, state.stopped_on, None, _merged(state.excluded))
    if span is None or state.started_on is None or state.stopped_on is not None:
        return reading
    return _dated(reading, state.started_on, Span(span.amount + state.extension, span.unit), calendar)


def _start(state: _Running, entry: LedgerEntry) -> None:
    """A clock may start anew (after a correction): what was before no longer counts."""
    state.started_on, state.ended_on, state.stopped_on = entry.on, None, None
    state.excluded, state.extension = [], 0


def _stop(state: _Running, entry: LedgerEntry) -> None:
    if state.stopped_on is None:
        state.stopped_on = entry.on


def _resume(state: _Running, entry: LedgerEntry) -> None:
    if state.stopped_on is not None:
        state.excluded.append((state.stopped_on, entry.on))
        state.stopped_on = None


def _extend(state: _Running, entry: LedgerEntry) -> None:
    state.extension += entry.extension.amount if entry.extension else 0


def _end(state: _Running, entry: LedgerEntry) -> None:
    _resume(state, entry)
    state.ended_on = entry.on


_APPLY = {Entry.START: _start, Entry.STOP: _stop, Entry.RESUME: _resume, Entry.EXTEND: _extend, Entry.END: _end}


def _merged(periods: list[tuple[date, date]]) -> tuple[tuple[date, date], ...]:
    """Overlapping exclusions count once."""
    merged: list[tuple[date, date]] = []
    for start, end in sorted(periods):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def _dated(reading: ClockReading, start: date, span: Span, calendar: Calendar) -> ClockReading:
    """Working-day spans lose whole working days to exclusions, other units calendar days."""
    if span.unit is Unit.WORKING_DAY:
        lost = sum(working_days_between(calendar, start=a, end=b) for a, b in reading.excluded)
        last = due(calendar, start=start, span=Span(span.amount + 2 * lost, span.unit))
    else:
        lost = sum((b - a).days for a, b in reading.excluded)
        last = due(calendar, start=start + timedelta(days=lost), span=span)
    return ClockReading(
        reading.started_on, reading.ended_on, reading.stopped_on, last.on, reading.excluded, last.provisional
    )


def working_days_left(reading: ClockReading, *, today: date, calendar: Calendar) -> int | None:
    """Working days from today to the last day; 0 on the last day, negative when overdue; None without a due day."""
    return None if reading.due_on is None else working_days_between(calendar, start=today, end=reading.due_on)
