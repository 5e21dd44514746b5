"""A breaker in front of a source: while it is open, no query goes out and nobody waits."""

from datetime import datetime
from threading import Lock

from onething.modules.exchange.domain.breaker import CLOSED, after_failure, decide_admission
from onething.modules.exchange.domain.queries import Query
from onething.modules.exchange.domain.results import Cause, Result, Unavailable, make_unavailable
from onething.modules.exchange.ports import DataSource

FAILURES = {Cause.UNREACHABLE, Cause.TIMED_OUT, Cause.SERVER_ERROR, Cause.BROKEN_ANSWER}


class GuardedSource:
    """Keeps the breaker of one source for this process; safe between threads."""

    def __init__(self, source: DataSource) -> None:
        self._source = source
        self._lock = Lock()
        self._breaker = CLOSED

    def query(self, query: Query, *, now: datetime) -> Result:
        """Ask the source, unless it is being left in peace."""
        with self._lock:
            admitted, self._breaker = decide_admission(self._breaker, now=now)
        if not admitted:
            return make_unavailable(cause=Cause.SUSPENDED, label=query.label)
        result = self._source.query(query, now=now)
        failed = isinstance(result, Unavailable) and result.cause in FAILURES
        with self._lock:
            self._breaker = after_failure(self._breaker, now=now) if failed else CLOSED
        return result

    def check_config(self) -> tuple[str, ...]:
        """Return what is wrong with the source's configuration."""
        return self._source.check_config()
