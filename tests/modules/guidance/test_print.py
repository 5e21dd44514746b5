"""The printed guide says what the plan says: every item, material and date, and where it stands online."""

from datetime import date

import pytest

from builders.newborn import ANSWERS, newborn
from builders.pdf_text import read_text
from onething.core.planning import Treatment
from onething.modules.guidance.api import Guide, guide_from, guide_pdf, item_names

ADDRESS = "https://example.invalid/things/newborn/guide/?married=yes&births=one"


def guide(start: date = date(2026, 11, 23), leave_out: tuple[str, ...] = (), **answers: str) -> Guide:
    return guide_from(source=newborn(), answers=answers, leave_out=leave_out, start=start)


def printed(made: Guide) -> str:
    text = read_text(guide_pdf(guide=made, address=ADDRESS, region="禾丰市"))
    return "".join(text.split()).replace("\u200b", "")


@pytest.mark.parametrize(
    "made",
    [guide(**ANSWERS), guide(**ANSWERS | {"births": "three", "same_ethnicity": "no"}), guide(married="yes")],
    ids=["one child", "three children", "half answered"],
)
def test_every_item_material_and_date_is_printed(made: Guide) -> None:
    text, schedule = printed(made), made.plan.schedule
    assert schedule is not None
    days = {schedule.declared_on, *(slot.promised_on for slot in schedule.slots)}
    submit = [material.name for material in made.plan.materials if material.treatment is Treatment.SUBMIT]
    reasons = [reason.text for item in made.plan.items for reason in item.reasons]
    for said in (*item_names(made.plan).values(), *submit, *reasons, *(q.text for q in made.plan.open_questions)):
        assert "".join(said.split()) in text
    for day in days:
        assert f"{day.month}月{day.day}日" in text


def test_the_promise_the_address_and_the_marks_are_printed() -> None:
    text = printed(guide(**ANSWERS))
    assert "2026年11月23日提交，2026年11月30日周一前全部办好" in text
    assert ADDRESS in text
    assert "《育儿补贴制度实施方案（2025）》待核" in text
    assert "不晚于12月9日周三" in text
    assert "演示环境" in text


def test_what_is_left_out_and_what_falls_is_printed_with_the_reason() -> None:
    text = printed(guide(leave_out=("birth-registration",), **ANSWERS))
    assert "出生登记：您选择这次不办。" in text
    assert "社会保障卡申领：须先办“出生登记”" in text


def test_another_way_is_printed_with_its_steps() -> None:
    text = printed(guide(married="no"))
    assert "请到窗口办理" in text
    assert "窗口一次告知还要什么" in text
    assert "父母现在是夫妻吗：不是" in text


def test_a_year_without_announced_holidays_is_said() -> None:
    assert "放假安排还没有公布" in printed(guide(start=date(2027, 2, 1), **ANSWERS))


def test_the_same_guide_gives_the_same_bytes() -> None:
    assert guide_pdf(guide=guide(**ANSWERS), address=ADDRESS) == guide_pdf(guide=guide(**ANSWERS), address=ADDRESS)


def test_an_address_too_long_for_a_camera_is_printed_in_words_alone() -> None:
    address = ADDRESS + "&leave_out=x" * 40
    text = read_text(guide_pdf(guide=guide(**ANSWERS), address=address)).replace("\u200b", "")
    assert address in "".join(text.split())
    assert "扫码" not in text


def test_nothing_left_to_do_promises_nothing() -> None:
    text = printed(guide(leave_out=tuple(newborn().library.items), **ANSWERS))
    assert "这次没有要办的事项" in text
    assert "前全部办好" not in text
