"""Continuing a licence (延续): until when it may be applied for, and how long the next period lasts.

Source: 行政许可法 第五十条 (what is gone by 第六十九条, 第七十条 has nothing to continue); its days are working days (第八十二条). How early one may come is the house's own order, where the
item's own law does not say it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from onething.core.calendar import Calendar, Span, Unit, working_days_between
from onething.core.definitions import Item, ItemType, RenewalTerm, ResultKind
from onething.core.lifecycle.case import CaseLog
from onething.core.lifecycle.limits import RENEWAL

EARLIEST = timedelta(days=180)
BY_LAW = RenewalTerm(RENEWAL.span, RENEWAL.basis)
_HALF_DAYS = 2


@dataclass(frozen=True, slots=True)
class RenewalRule:
    """The term that counts for an item, and another one that is said to be its law and was not read there (待核)."""

    counts: RenewalTerm = BY_LAW
    doubtful: RenewalTerm | None = None


def renewal_rule(item: Item) -> RenewalRule:
    """行政许可法 50(1): thirty days, but where a law, regulation or rule says otherwise for the item, what that says."""
    if item.renewal is None:
        return RenewalRule()
    return RenewalRule(counts=item.renewal) if item.renewal.basis.confirmed else RenewalRule(doubtful=item.renewal)


def renewal_to_tell(item: Item) -> RenewalRule | None:
    """What is told before there is a licence; None where none comes of it."""
    licensed = item.type is ItemType.LICENSING and item.result.kind is ResultKind.LICENCE
    return renewal_rule(item) if licensed else None


def last_day_to_renew(valid_until: date, *, term: RenewalTerm, calendar: Calendar) -> date:
    """The last day on which all the time that the law wants still lies before the expiry."""
    return _day_before(valid_until, term.latest, calendar)


def renewal_obstacles(valid_until: date, *, term: RenewalTerm, on: date, calendar: Calendar) -> tuple[str, ...]:
    """Everything that stops applying for a continuation on this day."""
    return tuple(_obstacles(valid_until, term, on, calendar))


def held_obstacles(held: CaseLog) -> tuple[str, ...]:
    """行政许可法 50, 69, 70: neither a decision nor silence continues a licence that does not stand any more."""
    return () if held.granted else ("要延续的许可已经撤销、撤回或者注销，没有可以延续的有效期",)


def renewed_until(valid_from: date, valid_until: date) -> date:
    """The same length once more after the old expiry: whole months when it was whole months, else days."""
    for end in (valid_until, valid_until + timedelta(days=1)):
        months = (end.year - valid_from.year) * 12 + end.month - valid_from.month
        if end.day == valid_from.day and months > 0:
            return _months_later(end, months) - (end - valid_until)
    return valid_until + (valid_until - valid_from)


def _obstacles(valid_until: date, term: RenewalTerm, on: date, calendar: Calendar) -> Iterator[str]:
    last = last_day_to_renew(valid_until, term=term, calendar=calendar)
    first = _day_before(valid_until, term.earliest, calendar) if term.earliest else valid_until - EARLIEST
    if on > valid_until:
        yield f"有效期已在{_said(valid_until)}届满，不能延续，请重新申请"
    elif on > last:
        yield f"延续要最迟在{_said(last)}申请（{term.words}），现在已经过了，请重新申请"
    elif on < first:
        yield f"离有效期届满还早，{_said(first)}起可以申请延续"


def _day_before(valid_until: date, span: Span, calendar: Calendar) -> date:
    if span.unit is Unit.MONTH:
        return _months_later(valid_until, -span.amount)
    if span.unit is Unit.CALENDAR_DAY:
        return valid_until - timedelta(days=span.amount)
    day, wanted = valid_until, span.amount // _HALF_DAYS
    while working_days_between(calendar, start=day, end=valid_until) < wanted:
        day -= timedelta(days=1)
    return day


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - first).days))


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
