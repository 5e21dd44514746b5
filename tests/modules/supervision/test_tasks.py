"""What a supervising body may answer, and when an answer is late."""

from datetime import date

import pytest

from onething.modules.supervision.domain.tasks import (
    TASK,
    TaskAction,
    TaskState,
    decide_answer,
    decide_settling,
    is_late,
    possible,
)

S, A = TaskState, TaskAction
DUE = date(2026, 3, 16)


@pytest.mark.parametrize(
    ("state", "answers", "may_end"),
    [
        (S.SENT, (A.RETURN,), True),
        (S.ACCEPTED, (A.SUPERVISE, A.REPORT, A.RETURN), True),
        (S.SUPERVISED, (A.REPORT,), True),
        (S.REPORTED, (A.REPORT,), True),
        (S.RETURNED, (), False),
        (S.ENDED, (), False),
    ],
)
def test_each_state_takes_its_answers_and_ends_with_the_decision(
    state: TaskState, answers: tuple[TaskAction, ...], may_end: bool
) -> None:
    assert possible(state) == answers
    assert (A.END in TASK.legal(state)) == may_end


@pytest.mark.parametrize(
    ("action", "words", "state", "at_fault"),
    [
        (A.SUPERVISE, "已登记", S.ACCEPTED, set()),
        (A.SUPERVISE, "已登记", S.SENT, {"action"}),
        (A.END, "决定失效", S.ACCEPTED, {"action"}),
        (None, " ", S.ACCEPTED, {"action", "answer"}),
        (A.REPORT, "查" * 2001, S.SUPERVISED, {"answer"}),
    ],
)
def test_an_answer_needs_a_possible_outcome_and_words(
    action: TaskAction | None, words: str, state: TaskState, at_fault: set[str]
) -> None:
    assert set(decide_answer(action, words, state=state)) == at_fault


@pytest.mark.parametrize(
    ("words", "state", "settled", "at_fault"),
    [
        ("已责令改正", S.REPORTED, False, set()),
        ("已转有权部门", S.RETURNED, False, set()),
        (" ", S.REPORTED, False, {"settled"}),
        ("查" * 2001, S.REPORTED, False, {"settled"}),
        ("已责令改正", S.REPORTED, True, {""}),
        ("已责令改正", S.SUPERVISED, False, {""}),
        ("已责令改正", S.ENDED, False, {""}),
    ],
)
def test_only_what_was_told_back_and_waits_is_dealt_with_and_in_words(
    words: str, state: TaskState, settled: bool, at_fault: set[str]
) -> None:
    assert set(decide_settling(words, state=state, settled=settled)) == at_fault


@pytest.mark.parametrize(
    ("state", "today", "late"),
    [
        (S.SENT, DUE, False),
        (S.SENT, date(2026, 3, 17), True),
        (S.ACCEPTED, date(2026, 3, 17), True),
        (S.SUPERVISED, date(2026, 3, 17), False),
    ],
)
def test_an_answer_is_late_after_its_day(state: TaskState, today: date, late: bool) -> None:
    assert is_late(state, due_on=DUE, today=today) is late
