"""Which days are working days, and counting over them."""

import pickle
from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onething.core.calendar import (
    Calendar,
    CalendarError,
    DayOutOfRange,
    date_at,
    next_working_day,
    position_of,
    working_day_after,
    working_days_between,
)

FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)
EVERY_DAY = [FIRST + timedelta(days=offset) for offset in range((LAST - FIRST).days + 1)]
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2030, 12, 31))
SPRING = Calendar(
    version="t",
    published=frozenset({2026}),
    holidays=frozenset(date(2026, 2, day) for day in range(15, 24)),
    makeup=frozenset({date(2026, 2, 14), date(2026, 2, 28)}),
    source="手写",
)


def test_every_day_from_2004_to_2026_agrees_with_the_public_library(legal: Calendar) -> None:
    disagreeing = [day for day in EVERY_DAY if legal.is_working_day(day) != chinese_calendar.is_workday(day)]

    assert disagreeing == []


def test_counting_agrees_with_walking_the_library_day_by_day(legal: Calendar) -> None:
    walked = [day for day in EVERY_DAY if chinese_calendar.is_workday(day)]

    counted = [working_day_after(legal, day=date(2003, 12, 31), count=number + 1) for number in range(len(walked))]

    assert counted == walked


@pytest.mark.parametrize(("year", "expected"), [(2021, 250), (2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_its_published_number_of_working_days(legal: Calendar, year: int, expected: int) -> None:
    assert working_days_between(legal, start=date(year - 1, 12, 31), end=date(year, 12, 31)) == expected


def test_a_year_not_published_counts_monday_to_friday_and_says_so(legal: Calendar) -> None:
    friday, saturday = date(2027, 1, 1), date(2027, 1, 2)

    assert legal.is_working_day(friday)
    assert not legal.is_working_day(saturday)
    assert not legal.is_published(friday)
    assert legal.is_published(date(2026, 12, 31))


def test_days_between_are_negative_when_the_end_has_passed() -> None:
    assert working_days_between(SPRING, start=date(2026, 2, 25), end=date(2026, 2, 11)) == -5


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 14), date(2026, 2, 14)),
        (date(2026, 2, 15), date(2026, 2, 24)),
        (date(2026, 2, 28), date(2026, 2, 28)),
        (date(2026, 3, 1), date(2026, 3, 2)),
    ],
)
def test_next_working_day_keeps_a_working_day_and_skips_the_rest(day: date, expected: date) -> None:
    assert next_working_day(SPRING, day=day) == expected


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(CalendarError, match="负数"):
        working_day_after(SPRING, day=date(2026, 2, 2), count=-1)


def test_a_count_beyond_the_last_year_is_refused_in_words() -> None:
    with pytest.raises(DayOutOfRange, match="9999"):
        working_day_after(SPRING, day=date(2026, 2, 2), count=10**9)


def test_a_calendar_is_a_value_that_can_be_a_key_and_be_stored() -> None:
    copy = pickle.loads(pickle.dumps(SPRING))

    assert copy == SPRING
    assert {copy: 1}[SPRING] == 1
    assert working_day_after(copy, day=date(2026, 2, 13), count=2) == date(2026, 2, 24)


@pytest.mark.parametrize(
    ("position", "expected"),
    [(0, date(2026, 2, 13)), (1, date(2026, 2, 14)), (2, date(2026, 2, 14)), (3, date(2026, 2, 24))],
)
def test_a_position_falls_on_the_working_day_that_holds_its_half(position: int, expected: date) -> None:
    assert date_at(SPRING, start=date(2026, 2, 13), position=position) == expected


def test_a_day_before_the_start_has_no_position() -> None:
    with pytest.raises(CalendarError, match="早于"):
        position_of(SPRING, start=date(2026, 2, 13), day=date(2026, 2, 12))


@given(start=DAYS, days=st.integers(min_value=1, max_value=300))
def test_a_whole_day_position_and_its_date_lead_to_each_other(legal: Calendar, start: date, days: int) -> None:
    reached = date_at(legal, start=start, position=2 * days)

    assert legal.is_working_day(reached)
    assert position_of(legal, start=start, day=reached) == 2 * days


@given(start=DAYS, count=st.integers(min_value=1, max_value=300))
def test_counting_forward_then_back_gives_the_count(legal: Calendar, start: date, count: int) -> None:
    end = working_day_after(legal, day=start, count=count)

    assert end > start
    assert working_days_between(legal, start=start, end=end) == count
