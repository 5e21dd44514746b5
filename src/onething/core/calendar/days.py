"""Working days with 调休: which days count, and counting over them at once for any length.

Source: 行政许可法 82 (limits in working days leave out statutory holidays); the yearly notices of 国务院办公厅.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from onething.core.calendar.errors import CalendarError, DayOutOfRange

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class _Shifts:
    """The days on which the legal calendar leaves the plain Monday-Friday week, as parallel columns.

    `net[i]` is (make-up days - lost weekdays) among the first `i` of them; `ranks[i]` is the number of `days[i]`.
    """

    days: tuple[int, ...]
    net: tuple[int, ...]
    ranks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """One version of the working-day calendar; years outside `published` fall back to Monday-Friday."""

    version: str
    published: frozenset[int]
    holidays: frozenset[date]
    makeup: frozenset[date]
    source: str
    _shifts: _Shifts = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_shifts", _shifts(self.holidays, self.makeup))

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday without holidays, and the make-up days."""
        return day in self.makeup or (day.weekday() < _SATURDAY and day not in self.holidays)

    def is_published(self, day: date) -> bool:
        """Whether the government has announced this day's year; if not, an answer for it is provisional."""
        return day.year in self.published

    def rank(self, day: date) -> int:
        """The number of working days from the year 1 up to and including `day`."""
        ordinal, shifts = day.toordinal(), self._shifts
        return _weekdays_until(ordinal) + shifts.net[bisect_right(shifts.days, ordinal)]

    def at_rank(self, rank: int) -> date:
        """The working day with this number; the inverse of `rank`."""
        shifts = self._shifts
        behind = bisect_left(shifts.ranks, rank)
        ordinal = _weekday_number(rank - shifts.net[behind])
        if behind < len(shifts.days) and shifts.days[behind] < ordinal:
            ordinal = shifts.days[behind]  # the wanted day is the make-up day that ends this stretch
        try:
            return date.fromordinal(ordinal)
        except (ValueError, OverflowError):
            raise DayOutOfRange from None


def working_day_after(calendar: Calendar, *, day: date, count: int) -> date:
    """The `count`-th working day after `day`, which itself is not counted (民法典 201); 0 gives `day`."""
    if count < 0:
        raise CalendarError("工作日数不能是负数，请改为 0 或更大的整数。")
    return calendar.at_rank(calendar.rank(day) + count) if count else day


def working_days_between(calendar: Calendar, *, start: date, end: date) -> int:
    """Working days in (start, end]; negative when `end` lies before `start`."""
    return calendar.rank(end) - calendar.rank(start)


def next_working_day(calendar: Calendar, *, day: date) -> date:
    """The same day if it is a working day, else the first one after it."""
    return day if calendar.is_working_day(day) else working_day_after(calendar, day=day, count=1)


def _shifts(holidays: frozenset[date], makeup: frozenset[date]) -> _Shifts:
    lost = {day.toordinal(): -1 for day in holidays - makeup if day.weekday() < _SATURDAY}
    gained = {day.toordinal(): 1 for day in makeup if day.weekday() >= _SATURDAY}
    steps = sorted((lost | gained).items())
    days = tuple(day for day, _ in steps)
    net = tuple(accumulate((step for _, step in steps), initial=0))
    ranks = tuple(_weekdays_until(day) + shift for day, shift in zip(days, net[1:], strict=True))
    return _Shifts(days=days, net=net, ranks=ranks)


def _weekdays_until(ordinal: int) -> int:
    return ordinal - ordinal // 7 - (ordinal + 1) // 7  # without Sundays and Saturdays: ordinal 1 is a Monday


def _weekday_number(rank: int) -> int:
    weeks, rest = divmod(rank - 1, 5)
    return weeks * 7 + rest + 1
