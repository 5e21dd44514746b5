"""The clock over the cases of one application that are licensed together: 45 working days, 15 more once.

Source: 行政许可法 26(2), 42(2), 45. Each case keeps its own clock; this one runs beside them.
"""

from collections.abc import Collection, Iterator
from datetime import date

from onething.core.calendar import Calendar
from onething.core.lifecycle.case import CaseLog
from onething.core.lifecycle.clock import ClockKind, ClockReading, Extended, count_last_day, merge_periods
from onething.core.lifecycle.entries import Lengthening
from onething.core.lifecycle.limits import JOINT
from onething.core.lifecycle.obstacles import extension_obstacles
from onething.core.lifecycle.states import UNDECIDED


def read_joint_clock(
    logs: Collection[CaseLog], *, calendar: Calendar, extended: Collection[Lengthening] = ()
) -> ClockReading:
    """From the first acceptance to the last decision; time excluded in several cases at once is excluded once."""
    clocks = [log.clocks[ClockKind.DECISION] for log in logs]
    started_on = min((clock.started_on for clock in clocks if clock.started_on), default=None)
    if started_on is None:
        return ClockReading()
    open_cases = any(log.state in UNDECIDED for log in logs)
    stops = tuple(stop for clock in clocks for stop in clock.stops.items())
    excluded = merge_periods(period for clock in clocks for period in clock.excluded)
    lengthened = [Extended(started_on, one.by) for one in extended]  # each was approved in time, or it was obstructed
    last = None
    if not stops:
        last = count_last_day(calendar, start=started_on, span=JOINT.span, excluded=excluded, extensions=lengthened)
    return ClockReading(
        started_on=started_on,
        ended_on=None if open_cases else max(clock.ended_on or started_on for clock in clocks),
        due_on=last.on if last else None,
        stops=stops,
        excluded=excluded,
        extensions=tuple(one.by for one in extended),
        reasons=last.reasons if last else (),
        provisional=bool(last and last.provisional),
    )


def joint_extension_obstacles(clock: ClockReading, given: Lengthening | None, *, on: date) -> tuple[str, ...]:
    """Everything that stops lengthening the joint limit now."""
    return tuple(_obstacles(clock, given, on))


def _obstacles(clock: ClockReading, given: Lengthening | None, on: date) -> Iterator[str]:
    if not clock.open:
        yield "联合办理的期限没有在走"
    yield from extension_obstacles(clock, given, rule=JOINT.extension, on=on)
