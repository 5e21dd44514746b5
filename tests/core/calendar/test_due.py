"""Last days and last moments of legal periods, against tables written by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.tables import read_yaml
from onething.core.calendar import (
    SHANGHAI,
    Calendar,
    CalendarError,
    DayOutOfRange,
    ServiceHours,
    Span,
    SpanRefused,
    Unit,
    due,
    due_moment,
)

HERE = Path(__file__).parent
DATES = read_yaml(HERE / "due_dates.yaml")
MOMENTS = read_yaml(HERE / "due_moments.yaml")
HALL = ServiceHours(opens=time(9), closes=time(17), noon_break=(time(12), time(13)))
DAYS = st.dates(min_value=date(2004, 1, 1), max_value=date(2028, 12, 31))
UNITS = st.sampled_from([Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH, Unit.YEAR])
SPANS = st.builds(Span, st.integers(min_value=0, max_value=120), UNITS)


def span_of(text: str) -> Span:
    amount, unit = text.split()
    return Span.working_days(amount) if unit == Unit.WORKING_DAY else Span(int(amount), Unit(unit))


@pytest.mark.parametrize("row", DATES, ids=[row["name"] for row in DATES])
def test_the_last_day_is_the_one_counted_by_hand(legal: Calendar, row: dict[str, Any]) -> None:
    found = due(legal, start=date.fromisoformat(row["from"]), span=span_of(row["span"]))

    assert found.on == date.fromisoformat(row["due"])
    assert found.provisional is ("provisional" in row)
    told = " ".join(found.reasons)
    assert all(row[key] in told for key in ("moved", "provisional") if key in row)
    assert len(found.reasons) == ("moved" in row) + ("provisional" in row)


@pytest.mark.parametrize("row", MOMENTS, ids=[row["name"] for row in MOMENTS])
def test_the_last_moment_is_the_one_counted_by_hand(legal: Calendar, row: dict[str, Any]) -> None:
    start = datetime.fromisoformat(row["from"]).replace(tzinfo=SHANGHAI)

    moment = due_moment(legal, start=start, span=span_of(row["span"]), service_hours=HALL)

    assert moment.strftime("%Y-%m-%d %H:%M") == row["due"]


def test_a_start_in_utc_is_the_same_moment(legal: Calendar) -> None:
    late_in_utc = datetime(2026, 5, 31, 17, 30, tzinfo=UTC)  # 01:30 on 1 June in Shanghai

    moment = due_moment(legal, start=late_in_utc, span=Span.working_days(1), service_hours=HALL)

    assert moment == datetime(2026, 6, 2, 17, 0, tzinfo=SHANGHAI)


def test_hours_without_a_noon_break_run_through(legal: Calendar) -> None:
    through = ServiceHours(opens=time(9), closes=time(17))
    start = datetime(2026, 6, 1, 11, 0, tzinfo=SHANGHAI)

    moment = due_moment(legal, start=start, span=Span(4, Unit.HOUR), service_hours=through)

    assert moment == datetime(2026, 6, 1, 15, 0, tzinfo=SHANGHAI)


def test_a_start_without_a_time_zone_is_refused(legal: Calendar) -> None:
    with pytest.raises(CalendarError, match="时区"):
        due_moment(legal, start=datetime(2026, 6, 1, 9), span=Span.spot(), service_hours=HALL)  # noqa: DTZ001


def test_hours_cannot_be_counted_from_a_date(legal: Calendar) -> None:
    with pytest.raises(SpanRefused, match="时刻"):
        due(legal, start=date(2026, 6, 1), span=Span(4, Unit.HOUR))


@pytest.mark.parametrize("unit", [Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH, Unit.YEAR])
def test_a_span_beyond_the_last_year_is_refused_in_words(legal: Calendar, unit: Unit) -> None:
    with pytest.raises(DayOutOfRange, match="9999"):
        due(legal, start=date(2026, 6, 1), span=Span(10**10, unit))


@pytest.mark.parametrize(
    "hours",
    [(time(17), time(9), None), (time(9), time(17), (time(13), time(12))), (time(9), time(17), (time(8), time(13)))],
)
def test_service_hours_out_of_order_are_refused(hours: tuple[time, time, tuple[time, time] | None]) -> None:
    with pytest.raises(CalendarError, match="服务时间"):
        ServiceHours(*hours)


@given(start=DAYS, span=SPANS)
def test_a_due_day_is_never_before_the_start(legal: Calendar, start: date, span: Span) -> None:
    assert due(legal, start=start, span=span).on >= start


@given(start=DAYS, span=SPANS, lost=DAYS)
def test_losing_a_working_day_never_shortens(legal: Calendar, start: date, span: Span, lost: date) -> None:
    poorer = replace(legal, holidays=legal.holidays | {lost}, makeup=legal.makeup - {lost})

    assert due(poorer, start=start, span=span).on >= due(legal, start=start, span=span).on


@given(start=st.datetimes(datetime(2024, 1, 1), datetime(2027, 6, 1)), hours=st.integers(0, 100))  # noqa: DTZ001
def test_a_due_moment_is_never_before_the_start(legal: Calendar, start: datetime, hours: int) -> None:
    aware = start.replace(tzinfo=SHANGHAI)

    assert due_moment(legal, start=aware, span=Span(hours, Unit.HOUR), service_hours=HALL) >= aware


@pytest.mark.parametrize(
    ("text", "half_days", "label"),
    [
        ("0.5", 1, "0.5 个工作日"),
        (5, 10, "5 个工作日"),
        ("1.5", 3, "1.5 个工作日"),
        (" 20.0 ", 40, "20 个工作日"),
        ("0", 0, "0 个工作日"),
    ],
)
def test_working_days_are_read_in_whole_and_half_days(text: str | int, half_days: int, label: str) -> None:
    span = Span.working_days(text)

    assert (span.amount, span.unit) == (half_days, Unit.WORKING_DAY)
    assert span.label == label


@pytest.mark.parametrize("text", ["", "1.25", "-1", "1e3", "五", "５", "0.5.0", "12345", "nan"])
def test_other_working_days_are_refused(text: str) -> None:
    with pytest.raises(SpanRefused, match="整天或半天"):
        Span.working_days(text)


def test_labels_of_other_units() -> None:
    labels = [Span(3, Unit.MONTH).label, Span(10, Unit.CALENDAR_DAY).label, Span(2, Unit.HOUR).label, Span.spot().label]

    assert labels == ["3 个月", "10 个自然日", "2 小时", "当场"]


@pytest.mark.parametrize(("amount", "unit"), [(-1, Unit.MONTH), (1, Unit.SPOT)])
def test_a_span_that_means_nothing_is_refused(amount: int, unit: Unit) -> None:
    with pytest.raises(SpanRefused):
        Span(amount, unit)
