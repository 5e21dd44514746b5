"""When a case should have been keyed into the other system: thirty minutes of service after it came (二次录入)."""

from datetime import datetime, timedelta

from onething.core.calendar import SHANGHAI, Calendar, ServiceHours, next_working_day, working_day_after

WITHIN = timedelta(minutes=30)


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
