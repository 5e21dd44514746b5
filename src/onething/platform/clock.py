"""The only place that asks the operating system what time it is; everything else takes `now` as an argument."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
_moved: ContextVar[datetime | None] = ContextVar("moved_clock", default=None)


def now() -> datetime:
    """This instant, aware, in UTC."""
    return _moved.get() or datetime.now(UTC)  # noqa: TID251 - this is the clock


def today() -> date:
    """The legal day: the date in Asia/Shanghai."""
    return legal_day(now())


def legal_day(instant: datetime) -> date:
    """The date in Asia/Shanghai on which an aware instant falls."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return instant.astimezone(SHANGHAI).date()


@contextmanager
def moved(instant: datetime) -> Iterator[None]:
    """Stand still at this instant inside the block (tests and the demonstration's loading)."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    token = _moved.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _moved.reset(token)
