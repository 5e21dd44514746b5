"""How long to wait before trying again."""

from collections.abc import Sequence
from datetime import timedelta

FIRST_SECONDS = 2.0
LONGEST_SECONDS = 3600.0
LEAST_SPREAD = 0.1


def decide_wait(*, attempt: int, jitter: float, waits: Sequence[timedelta] = ()) -> timedelta:
    """Doubling from two seconds up to an hour, plus up to half of it again by `jitter` (0..1) so that crowds disperse.

    A schedule that is given is kept but for up to a tenth more.
    """
    if waits:
        return waits[min(attempt, len(waits)) - 1] * (1 + LEAST_SPREAD * jitter)
    doubled = FIRST_SECONDS * 2.0 ** min(attempt - 1, 20)
    return timedelta(seconds=min(doubled, LONGEST_SECONDS) * (1 + jitter / 2))
