"""Whatever stands in an address, the plan is compiled, nothing breaks, and what was not understood is said."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.newborn import ANSWERS, newborn
from onething.core.planning import canonical_json, read_plan
from onething.modules.guidance.api import guide_from
from onething.modules.guidance.domain.answers import read_given, read_left_out

MONDAY = date(2026, 11, 23)
ITEMS = {"birth-certificate", "birth-registration"}


def test_known_answers_come_in_the_order_of_the_questions() -> None:
    backwards = dict(reversed(ANSWERS.items()))
    assert list(read_given(newborn().bundle, backwards)) == list(ANSWERS)


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("utm_source", "utm_source"),
        ("a\x00b", "ab"),
        ("\ud800", "（不可见字符）"),
        ("", "（不可见字符）"),
        ("问" * 200, "问" * 40),
        ("<script>", "<script>"),
    ],
)
def test_a_key_that_is_no_question_is_named_legibly(key: str, shown: str) -> None:
    guide = guide_from(source=newborn(), answers={key: "x"}, start=MONDAY)
    assert [w.text for w in guide.plan.warnings] == [f"没有“{shown}”这个问题，已忽略。"]


def test_ten_thousand_keys_give_five_warnings() -> None:
    guide = guide_from(source=newborn(), answers={f"k{n:05}": "x" for n in range(10_000)} | ANSWERS, start=MONDAY)
    assert len(guide.plan.warnings) == 5
    assert dict(guide.plan.answers) == ANSWERS


@pytest.mark.parametrize("answer", ["maybe", "\x00", "\ud800", "y" * 100_000, "unsure"])
def test_an_option_that_does_not_exist_leaves_the_question_open(answer: str) -> None:
    guide = guide_from(source=newborn(), answers={"married": answer}, start=MONDAY)
    assert guide.plan.open_questions[0].code == "married"
    assert [w.code for w in guide.plan.warnings] == ["answer_unknown"]


@given(st.dictionaries(st.text(), st.text()), st.lists(st.text()))
@settings(max_examples=100, deadline=None)
def test_any_text_gives_a_plan_that_can_be_stored(answers: dict[str, str], leave_out: list[str]) -> None:
    guide = guide_from(source=newborn(), answers=answers, leave_out=leave_out, start=MONDAY)
    assert read_plan(canonical_json(guide.plan)) == guide.plan


def test_only_items_of_the_bundle_can_be_left_out() -> None:
    given = [
        "birth-registration:child[1]",
        "birth-certificate",
        "nothing",
        "",
        "birth",
        "\x00",
        "birth-certificate:" + "x" * 99,
    ]
    assert read_left_out(newborn().bundle, given) == {"birth-registration:child[1]", "birth-certificate"}


def test_a_long_list_of_items_left_out_is_cut() -> None:
    endless = (f"birth-certificate:child-{n}[{m}]" for n in range(10**9) for m in range(1, 9))
    assert len(read_left_out(newborn().bundle, endless)) == 100
