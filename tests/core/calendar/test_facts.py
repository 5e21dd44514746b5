"""Reading a calendar from its pack form."""

from datetime import date
from typing import Any

import pytest

from onething.core.calendar import CalendarRefused, calendar_from_facts

NEW_YEAR = {"name": "元旦", "first": "2026-01-01", "last": "2026-01-03"}


def pack(*, years: object = None, **changed: object) -> dict[str, Any]:
    plain = {2026: {"holidays": [NEW_YEAR], "makeup": ["2026-01-04"]}}
    return {"version": "2026.1", "source": "国务院办公厅通知", "years": plain if years is None else years} | changed


def test_a_sound_pack_becomes_a_calendar() -> None:
    calendar = calendar_from_facts(pack())

    assert calendar.version == "2026.1"
    assert calendar.source == "国务院办公厅通知"
    assert calendar.published == {2026}
    assert calendar.holidays == {date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3)}
    assert calendar.makeup == {date(2026, 1, 4)}


def test_text_years_and_real_dates_are_read_alike() -> None:
    holiday = {"name": "元旦", "first": date(2026, 1, 1), "last": date(2026, 1, 3)}

    calendar = calendar_from_facts(pack(years={"2026": {"holidays": [holiday], "makeup": [date(2026, 1, 4)]}}))

    assert calendar == calendar_from_facts(pack())


def year(holidays: object = (), makeup: object = ()) -> dict[int, object]:
    as_list = [list(part) if isinstance(part, tuple) else part for part in (holidays, makeup)]
    return {2026: {"holidays": as_list[0], "makeup": as_list[1]}}


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (pack(version=""), "缺少 version"),
        (pack(version=2026.1), "缺少 version"),
        (pack(source=None), "缺少 source"),
        (pack(years=[]), "缺少 years"),
        (pack(years={}), "缺少 years"),
        (pack(years={"两千": {}}), "years 下的“两千”"),
        (pack(years={2026: []}), "years 下的“2026”"),
        (pack(years={2026: year()[2026], "2026": year()[2026]}), "2026 年写了两次"),
        (pack(years={2026: {"holidays": []}}), "缺少 makeup 清单"),
        (pack(years=year(makeup=("2026-02-30",))), "“2026-02-30”不是日期"),
        (pack(years=year(makeup=("2025-01-04",))), "请移到 2025 年"),
        (pack(years=year(makeup=("2026-01-05",))), "2026-01-05 不是周末"),
        (pack(years=year(makeup=("2026-01-04", "2026-01-04"))), "2026-01-04 作为补班日写了两次"),
        (pack(years=year(holidays=(NEW_YEAR, NEW_YEAR))), "2026-01-01 作为休息日写了两次"),
        (pack(years=year(holidays=(NEW_YEAR,), makeup=("2026-01-03",))), "2026-01-03 既是休息日又是补班日"),
        (pack(years=year(holidays=("2026-01-01",))), "应写明 name、first、last"),
        (
            pack(years=year(holidays=({"name": "元旦", "first": "2026-01-03", "last": "2026-01-01"},))),
            "不是合理的放假区间",
        ),
        (pack(years=year(holidays=({"name": "元旦", "first": "2026-01-03"},))), "“None”不是日期"),
    ],
)
def test_a_pack_that_contradicts_itself_is_refused_with_the_reason(facts: dict[str, Any], reason: str) -> None:
    with pytest.raises(CalendarRefused) as refusal:
        calendar_from_facts(facts)

    assert reason in str(refusal.value)


def test_all_reasons_are_told_at_once() -> None:
    with pytest.raises(CalendarRefused) as refusal:
        calendar_from_facts(pack(version="", years=year(makeup=("2026-01-05", "2025-01-04"))))

    assert len(refusal.value.reasons) == 3
