"""An outside address that fails: how long it is left in peace, and when a webhook address is given up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LEAST_REST, LONGEST_REST = timedelta(seconds=15), timedelta(minutes=10)
GIVEN_UP_AFTER = timedelta(days=5)
LEAST_FAILURES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Failures in a row, since when, and until when nothing is sent."""

    failures: int = 0
    since: datetime | None = None
    rests_until: datetime | None = None


def after_failure(standing: Standing, *, now: datetime) -> Standing:
    """Count one more failure; the longer it has been failing, the longer it rests, so that it holds up no worker."""
    since = standing.since or now
    rest = min(max((now - since) / 4, LEAST_REST), LONGEST_REST)
    return Standing(failures=standing.failures + 1, since=since, rests_until=now + rest)


def is_resting(until: datetime | None, *, now: datetime) -> bool:
    """Whether it is left in peace; a rest that would last longer than any was begun by a clock that ran ahead."""
    return until is not None and now < until <= now + LONGEST_REST


def is_lost(standing: Standing, *, now: datetime) -> bool:
    """Nothing arrived for five days, although it was tried again and again."""
    lasting = standing.since is not None and now - standing.since >= GIVEN_UP_AFTER
    return lasting and standing.failures >= LEAST_FAILURES
