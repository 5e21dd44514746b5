"""The clock: one instant for everybody, legal days in Shanghai."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from onething.platform import clock


def test_the_moved_clock_stands_still_and_returns_afterwards() -> None:
    with clock.moved(datetime(2026, 2, 28, 16, 0, tzinfo=UTC)):
        assert clock.now() == datetime(2026, 2, 28, 16, 0, tzinfo=UTC)
        assert clock.today() == date(2026, 3, 1)

    assert clock.now() > datetime(2026, 2, 28, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 12, 31, 15, 59, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 16, 0, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2026, 6, 30, 23, 30, tzinfo=timezone(timedelta(hours=-5))), date(2026, 7, 1)),
    ],
)
def test_the_legal_day_turns_at_midnight_in_shanghai(instant: datetime, day: date) -> None:
    assert clock.legal_day(instant) == day


def test_an_instant_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"), clock.moved(datetime(2026, 1, 1)):  # noqa: DTZ001
        pass
    with pytest.raises(ValueError, match="time zone"):
        clock.legal_day(datetime(2026, 1, 1))  # noqa: DTZ001
