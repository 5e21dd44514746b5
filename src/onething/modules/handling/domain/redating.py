"""Last days that a new calendar moved, as the log of a case tells them: folded, and in words. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from onething.core.lifecycle import CountedLimit

RECOUNTED, TOLD_ANEW = "recounted", "told_anew"
"""The kinds of line in the log of a case: a day moved; a paper told so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedDay:
    """One limit of a case: the day before, the day now, and the changed days between in words."""

    limit: CountedLimit
    old: date
    new: date
    reasons: tuple[str, ...]

    @property
    def words(self) -> str:
        """承诺期限由2027年1月1日改为2027年1月4日（2027年1月1日由工作日改为休息日）."""
        why = f"（{'；'.join(in_words(reason) for reason in self.reasons)}）" if self.reasons else ""
        return f"{self.limit.label}由{chinese_day(self.old)}改为{chinese_day(self.new)}{why}"


def moved_days(lines: Iterable[tuple[str, Mapping[str, Any]]]) -> tuple[MovedDay, ...]:
    """What moved since it was last told, from kind and payload of each line; two moves of a limit are one."""
    found: list[MovedDay] = []
    for kind, payload in lines:
        if kind == TOLD_ANEW:
            found.clear()
        if kind == RECOUNTED:
            found += map(_read, payload["changes"])
    return merge_moves(found)


def merge_moves(days: Iterable[MovedDay]) -> tuple[MovedDay, ...]:
    """Two moves of a limit are one, from the first day to the last; what came back where it was did not move."""
    found: dict[CountedLimit, MovedDay] = {}
    for day in days:
        before = found.get(day.limit, day)
        reasons = tuple(dict.fromkeys((*before.reasons, *day.reasons)))
        found[day.limit] = replace(day, old=before.old, reasons=reasons)
    return tuple(day for day in found.values() if day.old != day.new)


def _read(change: Mapping[str, Any]) -> MovedDay:
    return MovedDay(
        limit=CountedLimit.of(change["limit"]),
        old=date.fromisoformat(change["old"]),
        new=date.fromisoformat(change["new"]),
        reasons=tuple(change["reasons"]),
    )


def in_words(reason: str) -> str:
    """2027-01-01 由工作日改为休息日 -> 2027年1月1日由工作日改为休息日."""
    day, _, change = reason.partition(" ")
    return chinese_day(date.fromisoformat(day)) + change


def chinese_day(day: date) -> str:
    """2027年1月1日."""
    return f"{day.year}年{day.month}月{day.day}日"
