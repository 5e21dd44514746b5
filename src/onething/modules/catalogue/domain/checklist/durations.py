"""Lengths of time in the units of the dictionary `time_unit`, compared as far as they can be."""

from dataclasses import dataclass

WORKING_DAY, DAY, HOUR, MONTH, YEAR = "12345"
_MINUTES = {WORKING_DAY: 2016, DAY: 1440, HOUR: 60, MONTH: 43_200, YEAR: 525_600}  # 5 working days = 7 days


@dataclass(frozen=True, slots=True)
class Duration:
    """An amount and its unit; different units are compared by an estimate (5 working days a week, 30 days a month)."""

    amount: int
    unit: str

    @property
    def minutes(self) -> int:
        """Its estimated length."""
        return self.amount * _MINUTES.get(self.unit, 0)

    def is_longer_than(self, other: "Duration") -> bool:
        """Longer by its number in one unit, by the estimate in different ones."""
        return self.amount > other.amount if self.unit == other.unit else self.minutes > other.minutes


def known_duration(amount: object, unit: object) -> Duration | None:
    """The duration, when both parts are there and the unit is known."""
    if isinstance(amount, int) and not isinstance(amount, bool) and unit in _MINUTES:
        return Duration(amount, str(unit))
    return None
