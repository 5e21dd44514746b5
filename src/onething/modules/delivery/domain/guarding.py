"""How many wrong codes are too many. Frozen in, frozen out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

MOST_WRONG = 5
CLOSED_FOR = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Guard:
    """Wrong codes in a row, and until when the door is closed."""

    wrong: int = 0
    closed_until: datetime | None = None

    def is_closed(self, now: datetime) -> bool:
        """True while nobody may try."""
        return self.closed_until is not None and now < self.closed_until


def after_wrong(guard: Guard, *, now: datetime) -> Guard:
    """The fifth wrong code closes the door for ten minutes, and counting begins anew."""
    wrong = guard.wrong + 1
    return Guard(0, now + CLOSED_FOR) if wrong >= MOST_WRONG else Guard(wrong, None)
