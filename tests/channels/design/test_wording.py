"""Words for dates, times, names and numbers."""

from datetime import UTC, date, datetime

import pytest

from onething.channels.design.sessions import read_day
from onething.channels.design.wording import (
    cn_date,
    cn_date_short,
    cn_datetime,
    cn_period,
    date_parts,
    field_id,
    file_size,
    from_source,
    grouped,
    masked,
)
from onething.modules.intake.domain.form import BY_ANSWER

NEAR_MIDNIGHT = datetime(2026, 11, 21, 16, 5, tzinfo=UTC)


def test_dates_are_said_as_people_say_them() -> None:
    assert cn_date(date(2026, 11, 22)) == "2026年11月22日"
    assert cn_date_short(date(2026, 11, 22)) == "11月22日 周日"


@pytest.mark.parametrize(
    "text", ["2026-01-05", "2026/1/5", "2026年1月5日", "20260105", "２０２６０１０５", " 2026.1.5 "]
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert read_day(text) == date(2026, 1, 5)


@pytest.mark.parametrize("text", ["", "明天", "20261305", "2026-1", "202601051"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text) is None


def test_a_moment_is_shown_on_its_day_in_shanghai() -> None:
    assert cn_datetime(NEAR_MIDNIGHT) == "2026年11月22日 00:05"
    assert cn_date(NEAR_MIDNIGHT) == "2026年11月22日"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        cn_date(datetime(2026, 11, 22, 8, 0))  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), "11月23日"),
        (date(2026, 11, 23), date(2026, 11, 27), "11月23日至27日"),
        (date(2026, 11, 30), date(2026, 12, 2), "11月30日至12月2日"),
        (date(2026, 12, 31), date(2027, 1, 4), "2026年12月31日至2027年1月4日"),
    ],
)
def test_a_period_repeats_nothing(first: date, last: date, words: str) -> None:
    assert cn_period(first, last) == words


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        ("李雷", "name", "李*"),
        ("林知夏", "name", "林*夏"),
        ("阿依古丽·买买提", "name", "阿******提"),
        ("𠮷", "name", "𠮷*"),
        ("990101199001011234", "number", "990*************34"),
        ("13800000000", "number", "138******00"),
        ("1234567", "number", "*******"),
    ],
)
def test_names_and_numbers_are_masked(value: str, kind: str, shown: str) -> None:
    assert masked(value, kind) == shown


def test_a_grouped_number_is_still_the_same_number() -> None:
    assert grouped("Y26112300000018K") == ("Y261", "1230", "0000", "018K")


@pytest.mark.parametrize(
    ("source", "words"),
    [("实名认证", "来自实名认证"), ("按证件号码推算", "按证件号码推算"), (BY_ANSWER, "按情形问题里的回答"), ("", "")],
)
def test_what_was_computed_or_answered_comes_from_no_register(source: str, words: str) -> None:
    assert from_source(source) == words


def test_the_id_of_a_field_can_be_linked_to() -> None:
    assert field_id("child[1].name") == "field-child-1--name"


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        (None, ("", "", "")),
        ("", ("", "", "")),
        (date(2026, 1, 5), ("2026", "1", "5")),
        ("2026-01-05", ("2026", "01", "05")),
        ({"year": "99", "month": "x"}, ("99", "x", "")),
    ],
)
def test_what_was_typed_into_a_date_stays(value: object, parts: tuple[str, str, str]) -> None:
    assert tuple(date_parts(value).values()) == parts  # type: ignore[arg-type]


@pytest.mark.parametrize(("value", "words"), [(1, "1 KB"), (10240, "10 KB"), (10485760, "10 MB"), (2411724, "2.3 MB")])
def test_sizes_are_short(value: int, words: str) -> None:
    assert file_size(value) == words
