"""Lengths of time as the law writes them; never a float.

Source: 民法典 200 (years, months, days, hours); working days of 行政许可法 82 in whole half-days.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from onething.core.calendar.errors import SpanRefused


class Unit(StrEnum):
    """The units of 期限."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    HOUR = "hour"
    MONTH = "month"
    YEAR = "year"
    SPOT = "spot"


_LABELS = {
    Unit.WORKING_DAY: "个工作日",
    Unit.CALENDAR_DAY: "个自然日",
    Unit.HOUR: "小时",
    Unit.MONTH: "个月",
    Unit.YEAR: "年",
}
_WORKING_DAYS = re.compile(r"([0-9]{1,4})(?:\.([05])0*)?")


@dataclass(frozen=True, slots=True)
class Span:
    """An amount of a unit; for WORKING_DAY the amount is in half-days, for SPOT it is 0."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise SpanRefused(f"期限“{self.amount}”是负数，请改为 0 或更大的整数。")
        if self.unit is Unit.SPOT and self.amount:
            raise SpanRefused("当场办结没有长度，请把数量改为 0，或换一个单位。")

    @classmethod
    def working_days(cls, text: str | int) -> "Span":
        """Read whole or half working days: 20, "5", "0.5"."""
        match = _WORKING_DAYS.fullmatch(str(text).strip())
        if match is None:
            raise SpanRefused(f"“{text}”不是工作日数：只能写整天或半天，例如 5、0.5、1.5。")
        return cls(int(match[1]) * 2 + (match[2] == "5"), Unit.WORKING_DAY)

    @classmethod
    def spot(cls) -> "Span":
        """当场办结."""
        return cls(0, Unit.SPOT)

    @property
    def label(self) -> str:
        """For people: 5 个工作日, 0.5 个工作日, 3 个月, 当场."""
        if self.unit is Unit.SPOT:
            return "当场"
        return f"{self._figure()} {_LABELS[self.unit]}"

    def _figure(self) -> str:
        if self.unit is not Unit.WORKING_DAY:
            return str(self.amount)
        days, half = divmod(self.amount, 2)
        return f"{days}.5" if half else str(days)
