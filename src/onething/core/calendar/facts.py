"""A calendar from its pack form (`kind: calendar`); what contradicts itself is refused with every reason.

Pack form: `code`, `version`, `source`, `years: {2026: {holidays: [{name, first, last}], makeup: [day]}}`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from onething.core.calendar.days import Calendar
from onething.core.calendar.errors import CalendarRefused

_LONGEST_HOLIDAY = 31


@dataclass(slots=True)
class _Reading:
    """What has been read so far, and every reason to refuse it."""

    published: set[int] = field(default_factory=set)
    holidays: set[date] = field(default_factory=set)
    makeup: set[date] = field(default_factory=set)
    reasons: list[str] = field(default_factory=list)

    def refuse(self, reason: str) -> None:
        self.reasons.append(reason)

    def text(self, facts: Mapping[str, object], key: str) -> str:
        value = facts.get(key)
        if not isinstance(value, str) or not value.strip():
            self.refuse(f"缺少 {key}，请填写文字")
            return ""
        return value

    def day(self, value: object, *, year: int) -> date | None:
        day = _as_day(value)
        if day is None:
            self.refuse(f"{year} 年中的“{value}”不是日期，应写成 {year}-01-31 的形式")
        elif day.year != year:
            self.refuse(f"{day} 写在 {year} 年下面，请移到 {day.year} 年")
        else:
            return day
        return None

    def claim(self, days: Iterable[date], *, kept: set[date], kind: str) -> None:
        for day in days:
            if day in kept:
                self.refuse(f"{day} 作为{kind}写了两次，请删去一处")
            kept.add(day)


def calendar_from_facts(facts: Mapping[str, object]) -> Calendar:
    """Read the pack form; raises `CalendarRefused` naming everything that is wrong."""
    reading = _Reading()
    version, source = reading.text(facts, "version"), reading.text(facts, "source")
    for year, content in _entries(reading, facts.get("years")):
        _read_year(reading, year=year, content=content)
    _refuse_contradictions(reading)
    if reading.reasons:
        raise CalendarRefused(tuple(reading.reasons))
    return Calendar(
        version=version,
        published=frozenset(reading.published),
        holidays=frozenset(reading.holidays),
        makeup=frozenset(reading.makeup),
        source=source,
    )


def _entries(reading: _Reading, years: object) -> Iterator[tuple[int, Mapping[object, object]]]:
    if not isinstance(years, Mapping) or not years:
        reading.refuse("缺少 years，请按年份列出放假和补班安排")
        return
    for year, content in years.items():
        number = _as_year(year)
        if number is None or not isinstance(content, Mapping):
            reading.refuse(f"years 下的“{year}”不能识别，应写成 2026: {{holidays: [...], makeup: [...]}}")
        elif number in reading.published:
            reading.refuse(f"{number} 年写了两次，请合并成一处")
        else:
            yield number, content


def _read_year(reading: _Reading, *, year: int, content: Mapping[object, object]) -> None:
    reading.published.add(year)
    for holiday in _items(reading, content, key="holidays", year=year):
        reading.claim(_holiday_days(reading, holiday, year=year), kept=reading.holidays, kind="休息日")
    makeup = (reading.day(value, year=year) for value in _items(reading, content, key="makeup", year=year))
    reading.claim((day for day in makeup if day), kept=reading.makeup, kind="补班日")


def _items(reading: _Reading, content: Mapping[object, object], *, key: str, year: int) -> list[object]:
    items = content.get(key)
    if isinstance(items, list):
        return items
    reading.refuse(f"{year} 年缺少 {key} 清单，没有安排时请写空清单 []")
    return []


def _holiday_days(reading: _Reading, holiday: object, *, year: int) -> list[date]:
    if not isinstance(holiday, Mapping) or not isinstance(holiday.get("name"), str):
        reading.refuse(f"{year} 年的假日“{holiday}”应写明 name、first、last")
        return []
    first, last = reading.day(holiday.get("first"), year=year), reading.day(holiday.get("last"), year=year)
    if first is None or last is None:
        return []
    length = (last - first).days + 1
    if not 1 <= length <= _LONGEST_HOLIDAY:
        reading.refuse(f"{holiday['name']}从 {first} 到 {last} 不是合理的放假区间，请检查先后和年月")
        return []
    return [first + timedelta(days=offset) for offset in range(length)]


def _refuse_contradictions(reading: _Reading) -> None:
    for day in sorted(reading.holidays & reading.makeup):
        reading.refuse(f"{day} 既是休息日又是补班日，请只留一个")
    for day in sorted(day for day in reading.makeup if day.weekday() < 5):
        reading.refuse(f"补班日 {day} 不是周末，本来就要上班，请删去")


def _as_day(value: object) -> date | None:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _as_year(value: object) -> int | None:
    """Pack files written as JSON have text keys, those written as YAML have numbers."""
    text = str(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else None
