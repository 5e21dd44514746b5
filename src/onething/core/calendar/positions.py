"""Places on a schedule, in half-days after the start day; a schedule is dated only at the end."""

from datetime import date
from typing import TypeAlias

from onething.core.calendar.days import Calendar, working_day_after, working_days_between
from onething.core.calendar.errors import CalendarError

Position: TypeAlias = int


def date_at(calendar: Calendar, *, start: date, position: Position) -> date:
    """The day on which `position` half-days of work are done; 0 is the start day itself."""
    return working_day_after(calendar, day=start, count=(position + 1) // 2)


def position_of(calendar: Calendar, *, start: date, day: date) -> Position:
    """The half-days of work that fit in from the start day to the end of `day`."""
    if day < start:
        raise CalendarError(f"{day} 早于开始日 {start}，无法放进日程，请检查两个日期。")
    return 2 * working_days_between(calendar, start=start, end=day)
