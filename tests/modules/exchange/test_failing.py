"""How long a failing receiver is left in peace, and when it is given up."""

from datetime import UTC, datetime, timedelta

import pytest

from onething.modules.exchange.domain.failing import Standing, after_failure, is_lost, is_resting
from onething.modules.exchange.services.deliver_webhook import RETRY_WAITS

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("failing_for", "rests"),
    [
        (timedelta(0), timedelta(seconds=15)),
        (timedelta(seconds=59), timedelta(seconds=15)),
        (timedelta(minutes=2), timedelta(seconds=30)),
        (timedelta(minutes=20), timedelta(minutes=5)),
        (timedelta(days=2), timedelta(minutes=10)),
    ],
)
def test_the_longer_it_fails_the_longer_it_rests(failing_for: timedelta, rests: timedelta) -> None:
    before = Standing(failures=3, since=NOW - failing_for)

    assert after_failure(before, now=NOW) == Standing(failures=4, since=NOW - failing_for, rests_until=NOW + rests)


def test_the_first_failure_starts_the_count() -> None:
    assert after_failure(Standing(), now=NOW) == Standing(
        failures=1, since=NOW, rests_until=NOW + timedelta(seconds=15)
    )


@pytest.mark.parametrize(
    ("failures", "since", "lost"),
    [
        (10, timedelta(days=5), True),
        (10, timedelta(days=4, hours=23, minutes=59), False),
        (9, timedelta(days=30), False),
        (0, None, False),
    ],
)
def test_five_days_of_many_failures_are_the_end(failures: int, since: timedelta | None, lost: bool) -> None:
    standing = Standing(failures=failures, since=since and NOW - since)

    assert is_lost(standing, now=NOW) is lost


def test_the_standards_schedule_lasts_three_days_and_ten_attempts() -> None:
    assert len(RETRY_WAITS) + 1 == 10
    assert sum(RETRY_WAITS, timedelta()) == timedelta(days=3, hours=3, minutes=35, seconds=5)


@pytest.mark.parametrize(
    ("until", "rests"),
    [
        (None, False),
        (NOW, False),
        (NOW + timedelta(minutes=10), True),
        (NOW + timedelta(days=30), False),  # begun by a clock that ran ahead
    ],
)
def test_a_rest_is_never_longer_than_the_longest(until: datetime | None, rests: bool) -> None:
    assert is_resting(until, now=NOW) is rests
