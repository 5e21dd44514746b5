"""One question after another: its number, how many may follow, the way back, and changing an answer."""

from collections.abc import Iterator, Mapping
from datetime import date

import pytest

from builders.newborn import ANSWERS, newborn
from onething.core.planning import UNSURE
from onething.modules.guidance.api import guide_from
from onething.modules.guidance.domain.asking import Asked, ask


def asked(change: str = "", **answers: str) -> Asked | None:
    return ask(bundle=newborn().bundle, answers=answers, change=change)


@pytest.mark.parametrize(
    ("answers", "code", "number", "left", "previous"),
    [
        ({}, "married", 1, 6, ""),
        ({"married": "yes"}, "births", 2, 5, "married"),
        ({"married": "yes", "births": "one", "applicant": "father"}, "household_of", 4, 3, "applicant"),
        (ANSWERS | {"maternity_insurance": ""}, "maternity_insurance", 7, 0, "same_ethnicity"),
        (
            ANSWERS | {"household_place": "elsewhere", "maternity_insurance": ""},
            "maternity_insurance",
            6,
            0,
            "household_place",
        ),
        (ANSWERS | {"births": "nine"}, "births", 2, 0, "married"),
    ],
)
def test_the_next_question_knows_its_place(
    answers: dict[str, str], code: str, number: int, left: int, previous: str
) -> None:
    found = asked(**answers)
    assert found is not None
    assert (found.question.code, found.number, found.left, found.previous) == (code, number, left, previous)


@pytest.mark.parametrize("answers", [ANSWERS, {"married": "no"}])
def test_nothing_is_asked_when_the_guide_is_ready(answers: dict[str, str]) -> None:
    assert asked(**answers) is None


def test_an_answer_can_be_changed_and_is_shown() -> None:
    found = asked(change="household_place", **ANSWERS | {"household_place": "unsure"})
    assert found is not None
    assert (found.question.code, found.value) == ("household_place", "unsure")


@pytest.mark.parametrize("change", ["same_ethnicity", "nothing"])
def test_a_question_that_is_not_asked_cannot_be_changed(change: str) -> None:
    found = asked(change=change, **ANSWERS | {"household_place": "elsewhere", "maternity_insurance": ""})
    assert found is not None
    assert found.question.code == "maternity_insurance"


def ways(answers: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """Every answer to every question, one after another as they are asked: what is answered in the end."""
    found = ask(bundle=newborn().bundle, answers=answers)
    if found is None:
        yield answers
        return
    codes = [option.code for option in found.question.options]
    for code in [*codes, UNSURE] if found.question.unsure else codes:
        yield from ways({**answers, found.question.code: code})


def test_every_choice_of_answers_ends_in_a_whole_plan() -> None:
    ends = list(ways({}))

    # births 3 x applicant 2 x household 2 x place (here 2, province 2, elsewhere, collective, unsure 2) x insurance 3
    assert len(ends) == 3 * 2 * 2 * 8 * 3 + 1
    for answers in ends:
        plan = guide_from(source=newborn(), answers=answers, start=date(2026, 11, 23)).plan
        assert plan.complete
        assert bool(plan.route) is (answers["married"] == "no")
