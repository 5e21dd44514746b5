"""How long to wait before trying again."""

from datetime import timedelta

FIRST_SECONDS = 2.0
LONGEST_SECONDS = 3600.0


def decide_wait(*, attempt: int, jitter: float) -> timedelta:
    """Doubling from two seconds up to an hour, plus up to half of it again by `jitter` (0..1) so that crowds disperse."""
    doubled = FIRST_SECONDS * 2.0 ** min(attempt - 1, 20)
    return timedelta(seconds=min(doubled, LONGEST_SECONDS) * (1 + jitter / 2))
