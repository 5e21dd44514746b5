"""When an SMS may go: not between nine in the evening and eight in the morning, and not when it is no news any more.

Our own rule: no law sets these hours for messages of authorities.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
OPENS, CLOSES = time(8), time(21)
NEWS_FOR = timedelta(days=3)


def may_go_at(now: datetime) -> datetime:
    """Return this instant, or the next morning when it is night."""
    here = now.astimezone(SHANGHAI)
    if OPENS <= here.time() < CLOSES:
        return now
    day = here.date() if here.time() < OPENS else here.date() + timedelta(days=1)
    return datetime.combine(day, OPENS, tzinfo=SHANGHAI).astimezone(now.tzinfo)


def is_old(told_at: datetime, *, now: datetime) -> bool:
    """Whether an SMS about it would only confuse: the message stands in one's own space."""
    return now - told_at > NEWS_FOR
