"""Keying a case into another system by hand (二次录入): by when, and what must be done before it counts as keyed in."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from onething.core.calendar import SHANGHAI, Calendar, ServiceHours, next_working_day, working_day_after

WITHIN = timedelta(minutes=30)
LONGEST_NUMBER = 60


def late_from(calendar: Calendar, *, came: datetime, hours: ServiceHours) -> datetime:
    """The moment after which it is late; minutes outside the hours of service do not count, so nobody is late at night."""
    begins, left = came.astimezone(SHANGHAI), WITHIN
    day = next_working_day(calendar, day=begins.date())
    while True:
        for opens, closes in hours.stretches:
            start = max(begins, datetime.combine(day, opens, tzinfo=SHANGHAI))
            end = datetime.combine(day, closes, tzinfo=SHANGHAI)
            if start < end:
                if left <= end - start:
                    return start + left
                left -= end - start
        day = working_day_after(calendar, day=day, count=1)


def decide_ticks(needed: Collection[str], ticked: Collection[str]) -> tuple[str, ...]:
    """What counts as keyed in: the points of this case that were ticked, in its own order."""
    return tuple(point for point in needed if point in ticked)


def decide_keyed(needed: Collection[str], ticked: Collection[str], number: str) -> Mapping[str, str]:
    """What is missing before it may be said that everything stands in the other system."""
    gaps = {}
    if left := len(set(needed) - set(ticked)):
        gaps["points"] = f"还有 {left} 处没有勾选。逐项录入并勾选以后再登记受理号。"
    if not number:
        gaps["number_there"] = "没有写对方系统的受理号。请照对方系统显示的填写。"
    elif len(number) > LONGEST_NUMBER or not number.isprintable():
        gaps["number_there"] = f"受理号最多 {LONGEST_NUMBER} 个字，不能有换行。请照对方系统显示的填写。"
    return gaps


def waited_minutes(calendar: Calendar, *, came: datetime, now: datetime, hours: ServiceHours) -> int:
    """Minutes of service since the case came."""
    waited, day = timedelta(), next_working_day(calendar, day=came.astimezone(SHANGHAI).date())
    while day <= now.astimezone(SHANGHAI).date():
        for opens, closes in hours.stretches:
            start = max(came, datetime.combine(day, opens, tzinfo=SHANGHAI))
            end = min(now, datetime.combine(day, closes, tzinfo=SHANGHAI))
            waited += max(end - start, timedelta())
        day = working_day_after(calendar, day=day, count=1)
    return int(waited.total_seconds()) // 60
