"""Continuing a licence (延续): until when it may be applied for, and how long the next period lasts.

Source: 行政许可法 第五十条; its days are working days (第八十二条). How early one may come is the house's own order.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from onething.core.calendar import Calendar, working_days_between
from onething.core.lifecycle.limits import RENEWAL

EARLIEST = timedelta(days=180)
_HALF_DAYS = 2


def last_day_to_renew(valid_until: date, *, calendar: Calendar) -> date:
    """The last day on which all the working days that the law wants still lie before the expiry."""
    day, wanted = valid_until, RENEWAL.span.amount // _HALF_DAYS
    while working_days_between(calendar, start=day, end=valid_until) < wanted:
        day -= timedelta(days=1)
    return day


def renewal_obstacles(valid_until: date, *, on: date, calendar: Calendar) -> tuple[str, ...]:
    """Everything that stops applying for a continuation on this day."""
    return tuple(_obstacles(valid_until, on, calendar))


def renewed_until(valid_from: date, valid_until: date) -> date:
    """The same length once more after the old expiry: whole months when it was whole months, else days."""
    for end in (valid_until, valid_until + timedelta(days=1)):
        months = (end.year - valid_from.year) * 12 + end.month - valid_from.month
        if end.day == valid_from.day and months > 0:
            return _months_later(end, months) - (end - valid_until)
    return valid_until + (valid_until - valid_from)


def _obstacles(valid_until: date, on: date, calendar: Calendar) -> Iterator[str]:
    last = last_day_to_renew(valid_until, calendar=calendar)
    if on > valid_until:
        yield f"有效期已在{_said(valid_until)}届满，不能延续，请重新申请"
    elif on > last:
        yield f"延续要最迟在{_said(last)}申请（有效期届满 {RENEWAL.span.label}以前），现在已经过了，请重新申请"
    elif on < valid_until - EARLIEST:
        yield f"离有效期届满还早，{_said(valid_until - EARLIEST)}起可以申请延续"


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - first).days))


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
