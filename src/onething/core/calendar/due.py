"""The last day of a legal period.

Source: 民法典 201 (start day not counted), 202 (corresponding day or month end), 203 (last day on a holiday);
行政许可法 82 (working days).
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from onething.core.calendar.days import Calendar, next_working_day
from onething.core.calendar.errors import DayOutOfRange, SpanRefused
from onething.core.calendar.positions import date_at
from onething.core.calendar.spans import Span, Unit


@dataclass(frozen=True, slots=True)
class Due:
    """The last day, whether it rests on a year not yet announced, and what moved or weakens it."""

    on: date
    provisional: bool
    reasons: tuple[str, ...]


def due(calendar: Calendar, *, start: date, span: Span) -> Due:
    """The last day of `span` counted from `start`; HOUR spans need `due_moment`."""
    if span.unit is Unit.HOUR:
        raise SpanRefused("按小时计的期限要有起算时刻，请用 due_moment 计算。")
    if not span.amount:  # 当场, or nothing to count
        return Due(on=start, provisional=False, reasons=())
    if span.unit is Unit.WORKING_DAY:
        last = date_at(calendar, start=start, position=span.amount)
        return doubt_unpublished(calendar, first=start + timedelta(days=1), last=last, reasons=())
    return _moved(calendar, start=start, span=span)


def _moved(calendar: Calendar, *, start: date, span: Span) -> Due:
    named = _named_day(start=start, span=span)
    last = next_working_day(calendar, day=named)
    moved = (f"期限末日 {named} 是休息日，顺延至 {last}（民法典第二百零三条）。",) if last != named else ()
    return doubt_unpublished(calendar, first=named, last=last, reasons=moved)


def doubt_unpublished(calendar: Calendar, *, first: date, last: date, reasons: tuple[str, ...]) -> Due:
    """The last day, provisional when a year it was counted through is not announced yet."""
    guessed = [str(year) for year in range(first.year, last.year + 1) if year not in calendar.published]
    if not guessed:
        return Due(on=last, provisional=False, reasons=reasons)
    doubt = f"{'、'.join(guessed)} 年放假调休安排不在工作日历内，暂按周一至周五推算，安排公布后重算。"
    return Due(on=last, provisional=True, reasons=(*reasons, doubt))


def _named_day(*, start: date, span: Span) -> date:
    try:
        if span.unit is Unit.CALENDAR_DAY:
            return start + timedelta(days=span.amount)
        return _corresponding_day(start, months=span.amount * (12 if span.unit is Unit.YEAR else 1))
    except (OverflowError, ValueError):
        raise DayOutOfRange from None


def _corresponding_day(start: date, *, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    if year > date.max.year:
        raise DayOutOfRange
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
