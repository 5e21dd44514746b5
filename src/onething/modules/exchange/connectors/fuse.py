"""The breaker of one outside address, kept for this process and safe between threads."""

from datetime import datetime
from threading import Lock

from onething.modules.exchange.domain.breaker import CLOSED, after_failure, decide_admission


class Fuse:
    """Says whether anything may go out now, and is told what came of it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._breaker = CLOSED

    def admits(self, *, now: datetime) -> bool:
        """Whether this one may go out; once a rest is over exactly one may (half-open)."""
        with self._lock:
            admitted, self._breaker = decide_admission(self._breaker, now=now)
        return admitted

    def note(self, *, failed: bool, now: datetime) -> None:
        """Count a failure; a success closes the breaker."""
        with self._lock:
            self._breaker = after_failure(self._breaker, now=now) if failed else CLOSED

    @property
    def rests_until(self) -> datetime | None:
        """Until when nothing goes out."""
        return self._breaker.rests_until
