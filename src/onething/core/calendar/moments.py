"""Periods that end at an hour: hours run only while the office serves, other periods end when it closes.

Source: 民法典 201 (hours count from the moment agreed), 203 (a last day ends when business stops).
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from onething.core.calendar.days import Calendar, next_working_day, working_day_after
from onething.core.calendar.due import Due, doubt_unpublished, due
from onething.core.calendar.errors import CalendarError
from onething.core.calendar.spans import Span, Unit

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class ServiceHours:
    """Opening hours of a working day, in Shanghai time, with or without a noon break."""

    opens: time
    closes: time
    noon_break: tuple[time, time] | None = None

    def __post_init__(self) -> None:
        edges = [edge for stretch in self.stretches for edge in stretch]
        if edges != sorted(set(edges)) or any(edge.tzinfo for edge in edges):
            raise CalendarError("服务时间的先后不对：应当是 开门 < 午休开始 < 午休结束 < 关门，请改正。")

    @property
    def stretches(self) -> tuple[tuple[time, time], ...]:
        """The hours of service in order."""
        if self.noon_break is None:
            return ((self.opens, self.closes),)
        return ((self.opens, self.noon_break[0]), (self.noon_break[1], self.closes))


OFFICE_HOURS = ServiceHours(opens=time(9), closes=time(17, 30), noon_break=(time(12), time(13, 30)))
"""What a legal limit in hours is counted by. That a hall also serves at weekends makes no day a working day."""


def due_moment(calendar: Calendar, *, start: datetime, span: Span, service_hours: ServiceHours) -> datetime:
    """The moment in Asia/Shanghai at which `span` ends; never before `start`, which must be aware."""
    if start.tzinfo is None:
        raise CalendarError("起算时刻没有时区，请传入带时区的时刻。")
    local = start.astimezone(SHANGHAI)
    if span.unit is Unit.HOUR:
        return _after_hours(calendar, start=local, hours=span.amount, service_hours=service_hours)
    last = due(calendar, start=local.date(), span=span).on
    return max(local, _at(last, service_hours.closes))


def service_day(calendar: Calendar, *, at: datetime, closes: time) -> date:
    """The working day on which what came in at this moment is before somebody: the same until service ends, else the next."""
    local = at.astimezone(SHANGHAI)
    open_still = calendar.is_working_day(local.date()) and local.time() <= closes
    return local.date() if open_still else working_day_after(calendar, day=local.date(), count=1)


def due_after_hours(calendar: Calendar, *, start: date, hours: int, service_hours: ServiceHours) -> Due:
    """The day on which the hours end, counted from the opening of the start day: of a day nothing stricter is known."""
    opening = _at(start, service_hours.opens)
    last = _after_hours(calendar, start=opening, hours=hours, service_hours=service_hours).date()
    return doubt_unpublished(calendar, first=start, last=last, reasons=())


def _after_hours(calendar: Calendar, *, start: datetime, hours: int, service_hours: ServiceHours) -> datetime:
    day = next_working_day(calendar, day=start.date())
    served = _served(service_hours, day=day, until=start)
    whole_day = _served(service_hours, day=day, until=_at(day, service_hours.closes))
    days, rest = divmod(served + timedelta(hours=hours), whole_day)
    if days and not rest:  # used up exactly at closing time, not at the next morning's opening
        days, rest = days - 1, whole_day
    return max(start, _moment_of(service_hours, day=working_day_after(calendar, day=day, count=days), served=rest))


def _served(service_hours: ServiceHours, *, day: date, until: datetime) -> timedelta:
    spent = (min(until, _at(day, closes)) - _at(day, opens) for opens, closes in service_hours.stretches)
    return sum((max(part, timedelta(0)) for part in spent), timedelta(0))


def _moment_of(service_hours: ServiceHours, *, day: date, served: timedelta) -> datetime:
    (opens, pause), *afternoon = service_hours.stretches
    morning = _at(day, pause) - _at(day, opens)
    if served <= morning or not afternoon:
        return _at(day, opens) + served
    return _at(day, afternoon[0][0]) + (served - morning)


def _at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment, tzinfo=SHANGHAI)
