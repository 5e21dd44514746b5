"""When to leave a failing source in peace: opens after five failures in a row, tries one query after 30 seconds."""

from dataclasses import dataclass
from datetime import datetime, timedelta

FAILURES_TO_OPEN = 5
REST = timedelta(seconds=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaker:
    """Failures in a row, and until when no query goes out (None: closed)."""

    failures: int = 0
    rests_until: datetime | None = None


CLOSED = Breaker()


def decide_admission(breaker: Breaker, *, now: datetime) -> tuple[bool, Breaker]:
    """Say whether a query may go out, and the breaker afterwards.

    Once the rest is over exactly one query goes out: letting it go starts the next rest for everybody else. A rest that
    would last longer than any was begun by a clock that ran ahead, and is over.
    """
    if breaker.rests_until is None:
        return True, breaker
    if now < breaker.rests_until <= now + REST:
        return False, breaker
    return True, Breaker(failures=breaker.failures, rests_until=now + REST)


def after_failure(breaker: Breaker, *, now: datetime) -> Breaker:
    """Count one more failure; enough of them open the breaker."""
    failures = breaker.failures + 1
    return Breaker(failures=failures, rests_until=now + REST if failures >= FAILURES_TO_OPEN else None)
