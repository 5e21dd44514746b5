"""Filters that turn dates, times, names and numbers into the words people read."""

from collections.abc import Mapping
from datetime import date, datetime
from re import sub
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
WEEKDAYS = "一二三四五六日"
NAME_PARTS = ("year", "month", "day")
CHANNELS = {"portal": "网上", "counter": "窗口", "desk": "部门", "api": "系统接入"}
EMPTY_DATE = dict.fromkeys(NAME_PARTS, "")


def legal_day(value: date) -> date:
    """The day in Asia/Shanghai; a moment must know its zone, a plain date is already a legal day."""
    if not isinstance(value, datetime):
        return value
    if value.tzinfo is None:
        msg = f"A moment without a time zone cannot be shown to people: {value!r}"
        raise ValueError(msg)
    return value.astimezone(SHANGHAI).date()


def channel_word(channel: str) -> str:
    """Through which end something came: 网上"""
    return CHANNELS.get(channel, "其他渠道")


def from_source(source: str) -> str:
    """Where a value comes from: 来自实名认证; what was computed or answered says so itself: 按证件号码推算."""
    return source if not source or source.startswith("按") else f"来自{source}"


def left_words(days: int | None) -> tuple[str, str]:
    """What is left of the time, with its tone."""
    if days is None:
        return ("不计时", "neutral")
    if days < 0:
        return (f"超期 {-days} 个工作日", "fault")
    if days == 0:
        return ("今天到期", "soon")
    return (f"剩 {days} 个工作日", "soon" if days == 1 else "info")


def cn_date(value: date) -> str:
    """2026年11月22日"""
    day = legal_day(value)
    return f"{day.year}年{day.month}月{day.day}日"


def cn_date_short(value: date) -> str:
    """11月22日 周日"""
    day = legal_day(value)
    return f"{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}"


def cn_month_day(value: date) -> str:
    """11月22日"""
    day = legal_day(value)
    return f"{day.month}月{day.day}日"


def cn_datetime(value: datetime) -> str:
    """2026年11月22日 16:05, in Asia/Shanghai."""
    moment = value.astimezone(SHANGHAI)
    return f"{cn_date(value)} {moment:%H:%M}"


def cn_period(first: date, last: date) -> str:
    """11月23日至27日; a period of one day is that day, and years appear where they differ."""
    start, end = legal_day(first), legal_day(last)
    if start == end:
        return cn_month_day(start)
    if start.year != end.year:
        return f"{cn_date(start)}至{cn_date(end)}"
    ending = f"{end.day}日" if start.month == end.month else cn_month_day(end)
    return f"{cn_month_day(start)}至{ending}"


def masked(value: str, kind: str = "number") -> str:
    """A name keeps its first (and, from three characters on, last) character; a number its first three and last two."""
    if kind == "name":
        return value[:1] + "*" * max(len(value) - 2, 1) + (value[-1:] if len(value) > 2 else "")
    if len(value) < 8:
        return "*" * len(value)
    return value[:3] + "*" * (len(value) - 5) + value[-2:]


def grouped(value: str, size: int = 4) -> tuple[str, ...]:
    """Cut a long number into groups for reading; joined again it is the same number."""
    return tuple(value[i : i + size] for i in range(0, len(value), size))


def field_id(name: str) -> str:
    """The id of the first control of a field; the error summary links to it."""
    return "field-" + sub(r"[^\w-]", "-", name)


def date_parts(value: date | Mapping[str, str] | str | None) -> Mapping[str, str]:
    """Year, month and day for the three boxes, from a date, what the person typed, or an ISO text."""
    if isinstance(value, Mapping):
        return EMPTY_DATE | {part: str(value.get(part, "")) for part in NAME_PARTS}
    if isinstance(value, date):
        return {"year": str(value.year), "month": str(value.month), "day": str(value.day)}
    if not value:
        return EMPTY_DATE
    return EMPTY_DATE | dict(zip(NAME_PARTS, value.split("-"), strict=False))


def file_size(value: int) -> str:
    """Bytes as KB or MB, whole where whole."""
    if value < 1024 * 1024:
        return f"{max(round(value / 1024), 1)} KB"
    return f"{value / 1024 / 1024:.1f}".removesuffix(".0") + " MB"
