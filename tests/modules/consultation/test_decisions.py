"""What a question must be, how often it may be asked again, and by which day it is answered."""

from datetime import date

import pytest

from builders.newborn import newborn
from onething.core.states import IllegalMove
from onething.modules.consultation.domain.decisions import decide_answer, decide_question, last_day_to_answer
from onething.modules.consultation.domain.life import LIFE, WAITS, ConsultationAct, ConsultationState

S, A = ConsultationState, ConsultationAct


@pytest.mark.parametrize(
    ("words", "given", "fields"),
    [
        ("要带什么？", {}, []),
        ("  \n ", {}, ["words"]),
        ("问" * 1000, {"waiting": 4}, []),
        ("问" * 1001, {"waiting": 5}, ["words", ""]),
        ("要带什么？", {"item_known": False, "served": False}, ["item", ""]),
    ],
)
def test_everything_that_is_wrong_with_a_question_is_said_at_once(
    words: str, given: dict[str, object], fields: list[str]
) -> None:
    gaps = decide_question(words, **{"item_known": True, "served": True, "waiting": 0, **given})  # type: ignore[arg-type]

    assert list(gaps) == fields


def test_an_answer_has_words_and_at_most_two_thousand() -> None:
    assert [list(decide_answer(words)) for words in ("可以。", " ", "答" * 2000, "答" * 2001)] == [
        [],
        ["words"],
        [],
        ["words"],
    ]


def test_one_follow_up_is_answered_and_then_it_is_over() -> None:
    state, waits = S.WAITING, []
    for act in (A.ANSWER, A.FOLLOW_UP, A.ANSWER):
        waits.append(state in WAITS)
        state = LIFE.follow(state, act)

    assert (state, waits) == (S.CLOSED, [True, False, True])
    with pytest.raises(IllegalMove):
        LIFE.follow(S.CLOSED, A.FOLLOW_UP)
    with pytest.raises(IllegalMove):
        LIFE.follow(S.WAITING, A.FOLLOW_UP)


@pytest.mark.parametrize(
    ("asked_on", "due_on"),
    [
        (date(2026, 3, 2), date(2026, 3, 5)),  # a Monday
        (date(2026, 4, 3), date(2026, 4, 9)),  # the Friday before 清明节, 4 to 6 April
    ],
)
def test_the_day_of_asking_and_holidays_are_not_counted(asked_on: date, due_on: date) -> None:
    assert last_day_to_answer(newborn().calendar, asked_on=asked_on, days=3) == due_on
