"""A breaker in front of a source: while it is open, no query goes out and nobody waits."""

from datetime import datetime

from onething.modules.exchange.connectors.fuse import Fuse
from onething.modules.exchange.domain.queries import Query
from onething.modules.exchange.domain.results import Cause, Result, Unavailable, make_unavailable
from onething.modules.exchange.ports import DataSource

FAILURES = {Cause.UNREACHABLE, Cause.TIMED_OUT, Cause.SERVER_ERROR, Cause.BROKEN_ANSWER}


class GuardedSource:
    """Keeps the breaker of one source for this process."""

    def __init__(self, source: DataSource) -> None:
        self._source = source
        self._fuse = Fuse()

    def query(self, query: Query, *, now: datetime) -> Result:
        """Ask the source, unless it is being left in peace."""
        if not self._fuse.admits(now=now):
            return make_unavailable(cause=Cause.SUSPENDED, label=query.label)
        result = self._source.query(query, now=now)
        self._fuse.note(failed=isinstance(result, Unavailable) and result.cause in FAILURES, now=now)
        return result

    def check_config(self) -> tuple[str, ...]:
        """Return what is wrong with the source's configuration."""
        return self._source.check_config()
