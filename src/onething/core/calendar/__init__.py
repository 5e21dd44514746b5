"""Working days, 调休 and legal periods; every day is a date in Asia/Shanghai and comes in as an argument.

Source: 行政许可法 82; 民法典 200-203; the yearly holiday notices of 国务院办公厅.
"""

from onething.core.calendar.days import Calendar, next_working_day, working_day_after, working_days_between
from onething.core.calendar.due import Due, due
from onething.core.calendar.errors import CalendarError, CalendarRefused, DayOutOfRange, SpanRefused
from onething.core.calendar.facts import calendar_from_facts
from onething.core.calendar.moments import (
    OFFICE_HOURS,
    SHANGHAI,
    ServiceHours,
    due_after_hours,
    due_moment,
    service_day,
)
from onething.core.calendar.positions import Position, date_at, position_of
from onething.core.calendar.spans import Span, Unit

__all__ = [
    "OFFICE_HOURS",
    "SHANGHAI",
    "Calendar",
    "CalendarError",
    "CalendarRefused",
    "DayOutOfRange",
    "Due",
    "Position",
    "ServiceHours",
    "Span",
    "SpanRefused",
    "Unit",
    "calendar_from_facts",
    "date_at",
    "due",
    "due_after_hours",
    "due_moment",
    "next_working_day",
    "position_of",
    "service_day",
    "working_day_after",
    "working_days_between",
]
