"""The states of a pre-review, when it may be asked for, and what an answer must say."""

import pytest

from onething.core.states import IllegalMove
from onething.modules.consultation.domain.pre_review import (
    PRE_REVIEW,
    PreReviewAct,
    PreReviewState,
    decide_notes,
    read_notes,
    standing,
    why_not_asked,
    write_notes,
)
from onething.modules.intake.api import CorrectionTarget

S, A = PreReviewState, PreReviewAct


def note(key: str = "mother.phone", problem: str = "少一位", how: str = "补全") -> CorrectionTarget:
    return CorrectionTarget(key=key, label="母亲的手机号", problem=problem, how=how, items=("birth",))


def test_each_request_is_answered_once_and_may_be_made_again() -> None:
    state = PRE_REVIEW.start
    for act in (A.ANSWER, A.ASK_AGAIN, A.TAKE_BACK, A.ASK_AGAIN, A.ANSWER):
        state = PRE_REVIEW.follow(state, act)

    assert state is S.ANSWERED
    for dead, act in ((S.ANSWERED, A.ANSWER), (S.TAKEN_BACK, A.ANSWER), (S.WAITING, A.ASK_AGAIN)):
        with pytest.raises(IllegalMove):
            PRE_REVIEW.follow(dead, act)


@pytest.mark.parametrize(
    ("kept", "as_shown", "now"),
    [
        (S.WAITING, True, S.WAITING),
        (S.WAITING, False, S.TAKEN_BACK),
        (S.ANSWERED, False, S.ANSWERED),
        (S.TAKEN_BACK, True, S.TAKEN_BACK),
    ],
)
def test_a_change_of_the_draft_takes_back_only_what_still_waits(
    kept: PreReviewState, as_shown: bool, now: PreReviewState
) -> None:
    assert standing(kept, as_shown=as_shown) is now


@pytest.mark.parametrize(
    ("state", "as_shown", "served", "said"),
    [
        (None, False, True, ""),
        (S.ANSWERED, False, True, ""),
        (S.TAKEN_BACK, True, True, ""),
        (S.ANSWERED, True, True, "窗口看过的就是现在这份草稿"),
        (None, False, False, "还没有能预审的窗口"),
    ],
)
def test_the_window_is_not_asked_twice_about_the_same_draft(
    state: PreReviewState | None, as_shown: bool, served: bool, said: str
) -> None:
    reason = why_not_asked(state, as_shown=as_shown, served=served)

    assert said in reason
    assert bool(reason) is bool(said)


@pytest.mark.parametrize(
    ("notes", "fit", "controls"),
    [
        ([], True, []),
        ([note()], False, []),
        ([], False, [""]),
        ([note()], True, [""]),
        ([note(problem=" "), note("mother:id-card", how="")], False, ["mother.phone-problem", "mother:id-card-remedy"]),
        ([note(problem="长" * 301, how="长" * 300)], False, ["mother.phone-problem"]),
    ],
)
def test_an_answer_is_either_fit_or_says_of_every_note_what_and_how(
    notes: list[CorrectionTarget], fit: bool, controls: list[str]
) -> None:
    assert list(decide_notes(notes, fit=fit)) == controls


def test_notes_are_read_as_they_were_written() -> None:
    assert read_notes(write_notes([note(), note("mother:id-card")])) == (note(), note("mother:id-card"))
