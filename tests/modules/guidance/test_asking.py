"""One question after another: its number, how many may follow, the way back, and changing an answer."""

import pytest

from builders.newborn import ANSWERS, newborn
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
