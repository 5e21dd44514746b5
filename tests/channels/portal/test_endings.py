"""How a finished application is told: only what was granted is called done."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from builders.planning import PLAIN
from onething.channels.design.case_words import state_words
from onething.channels.portal.progress.picture import case_lines, ending_of, supplied_at, visits_ahead, waits_for_owner
from onething.core.calendar import Span
from onething.core.lifecycle import CaseAction, CaseEntry, CaseLimits, CaseState, Deferred
from onething.core.planning import JointVisit
from onething.modules.handling.api import CaseInfo, LogLine
from onething.modules.handling.domain.cases import CaseFile
from onething.modules.handling.domain.whole import read_whole_clock
from onething.modules.intake.api import ApplicationInfo

NOBODY = UUID(int=0)
FRIDAY_EVENING = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)  # 17:00 in Shanghai
S = CaseState
PROMISED = date(2026, 11, 30)


def case(number: int, state: CaseState, *, granted: bool, log: tuple[CaseEntry, ...] = ()) -> CaseInfo:
    return CaseInfo(
        public_id=UUID(int=number), number="", application=NOBODY, application_number="", bundle="newborn",
        bundle_version="1", bundle_name="新生儿出生", key=f"item-{number}", item="item", licensing=False, title="事项", body_code="health",
        body_name="卫健委", applicant_masked="林*夏", channel="portal", state=state, filed_at=FRIDAY_EVENING,
        opened_on=None, accepted_on=None, due_on=None, closed_at=FRIDAY_EVENING, planned_opens_on=date(2026, 11, 23),
        planned_on=date(2026, 11, 30), waits_for=(), accepted_ahead=False, awaits_correction=False, deemed=False,
        granted=granted, officer=None, result_name="证", result_kind="certificate", delivery_mode="online", version=1,
        file=CaseFile(key=f"item-{number}", entries=log, limits=CaseLimits(None, None)),
    )  # fmt: skip


def application(*, finished_at: datetime | None) -> ApplicationInfo:
    return ApplicationInfo(
        public_id=NOBODY, row=1, number="1", bundle="newborn", title="新生儿出生", owner=NOBODY,
        applicant_masked="林*夏", channel="portal", region_path="", site_code="",
        submitted_at=datetime(2026, 11, 23, 2, 0, tzinfo=UTC), promised_on=PROMISED, finished_at=finished_at,
    )  # fmt: skip


WHOLE = read_whole_clock(
    [case(1, S.REVIEWING, granted=False).file], filed_on=date(2026, 11, 23), span=Span.working_days(5), calendar=PLAIN
)
DONE, DENIED = (S.CONCLUDED, True), (S.CONCLUDED, False)
WITHDRAWN, TERMINATED = (S.WITHDRAWN, False), (S.TERMINATED, False)


@pytest.mark.parametrize(
    ("states", "title", "all_granted"),
    [
        ([DONE, DONE], "2 项全部办好了", True),
        ([DONE, DENIED], "1 项办好，1 项没有办成", False),
        ([DONE, WITHDRAWN], "1 项办好，1 项没有办成", False),
        ([DENIED, TERMINATED], "2 项都没有办成", False),
        ([WITHDRAWN, WITHDRAWN], "申请已撤回", False),
        ([DONE, (S.NOT_REQUIRED, False), DENIED], "1 项办好，1 项不用办理，1 项没有办成", False),
        ([(S.NOT_REQUIRED, False)], "1 项都不用办理", False),
    ],
)
def test_only_what_was_granted_is_called_done(
    states: Sequence[tuple[CaseState, bool]], title: str, all_granted: bool
) -> None:
    cases = [case(number, state, granted=granted) for number, (state, granted) in enumerate(states)]

    ending = ending_of(application(finished_at=FRIDAY_EVENING), cases, promised_on=PROMISED, today=date(2026, 12, 1))

    assert ending is not None
    assert (ending.title, ending.all_granted) == (title, all_granted)


def test_nothing_is_said_before_the_end() -> None:
    cases = [case(1, S.CONCLUDED, granted=True), case(2, S.REVIEWING, granted=False)]

    assert ending_of(application(finished_at=None), cases, promised_on=PROMISED, today=date(2026, 11, 27)) is None


def test_the_end_is_told_at_once_with_its_day() -> None:
    ending = ending_of(
        application(finished_at=None),
        [case(1, S.CONCLUDED, granted=True)],
        promised_on=PROMISED,
        today=date(2026, 11, 27),
    )

    assert ending is not None
    assert ending.text.startswith("11月27日全部办结")


@pytest.mark.parametrize(
    ("promised_on", "early"),
    [(date(2026, 11, 30), "比承诺的 11月30日早"), (date(2026, 11, 27), ""), (date(2026, 11, 26), "")],
)
def test_earlier_than_promised_is_said_only_when_true(promised_on: date, early: str) -> None:
    info = application(finished_at=FRIDAY_EVENING)

    ending = ending_of(info, [case(1, S.CONCLUDED, granted=True)], promised_on=promised_on, today=date(2026, 12, 1))

    assert ending is not None
    assert early in ending.text
    assert ("早" in ending.text) == bool(early)


@pytest.mark.parametrize(
    ("today", "words"), [(date(2026, 11, 30), "11月30日前办好"), (date(2026, 12, 1), "应在 11月30日前办好，已超期")]
)
def test_a_day_that_has_passed_is_said_to_have_passed(today: date, words: str) -> None:
    handled = replace(case(1, S.REVIEWING, granted=False), closed_at=None, due_on=date(2026, 11, 30))

    (line,) = case_lines([handled], WHOLE, today=today)

    assert line.about == words


@pytest.mark.parametrize(("action", "word"), [(CaseAction.RECALL, "决定已撤回"), (CaseAction.REVOKE, "决定已撤销")])
def test_what_was_lawful_and_taken_back_was_recalled_and_not_revoked_and_on_its_own_day(
    action: CaseAction, word: str
) -> None:
    undone = case(1, S.REVOKED, granted=False, log=(CaseEntry(action, date(2026, 12, 1)),))

    (line,) = case_lines([undone], WHOLE, today=date(2026, 12, 1))

    assert (undone.state_label, line.word, state_words(undone)[0]) == (word, word, word)
    assert line.about == f"12月1日{word}，理由、依据和不服怎么办见文书"


def test_what_was_promised_and_did_not_come_ended_by_the_paper_that_revokes_the_acceptance() -> None:
    log = (CaseEntry(CaseAction.REVOKE_ACCEPTANCE, date(2026, 11, 27)),)

    (line,) = case_lines([case(1, S.TERMINATED, granted=False, log=log)], WHOLE, today=date(2026, 12, 1))

    told = "11月27日受理已撤销：承诺以后交的材料没有交来，理由、依据和不服怎么办见文书。需要的，可以重新申请"
    assert (line.word, line.about) == ("已终止", told)


ACCEPTED = (
    CaseEntry(CaseAction.FILE, date(2026, 11, 23)),
    CaseEntry(CaseAction.OPEN, date(2026, 11, 23)),
    CaseEntry(CaseAction.ACCEPT_DEFERRED, date(2026, 11, 23), Deferred(("applicant:card",))),
)


@pytest.mark.parametrize(
    ("today", "words"),
    [(30, "11月30日前办好"), (1, "应在 11月30日前办好；等您交来承诺以后交的材料，交来以前不能准予")],
)
def test_what_is_late_for_want_of_what_was_promised_says_so(today: int, words: str) -> None:
    owing = replace(case(1, S.ACCEPTED, granted=False, log=ACCEPTED), closed_at=None, due_on=date(2026, 11, 30))

    (line,) = case_lines([owing], WHOLE, today=date(2026, 11 if today == 30 else 12, today))

    assert line.about == words
    assert waits_for_owner([owing, case(2, S.CONCLUDED, granted=True)])
    assert not waits_for_owner([owing, case(2, S.REVIEWING, granted=False)])


@pytest.mark.parametrize(("state", "told"), [(S.RECEIVED, FRIDAY_EVENING), (S.ACCEPTED, None)])
def test_a_correction_that_came_in_is_confirmed_until_it_is_answered(state: CaseState, told: datetime | None) -> None:
    lines = [LogLine(id=UUID(int=1), at=FRIDAY_EVENING, what="补正", who="申请人", ground="", kind="correct")]

    assert supplied_at([(case(1, state, granted=False), lines)]) == told


@pytest.mark.parametrize(
    ("today", "state", "told"),
    [(25, S.REVIEWING, True), (26, S.REVIEWING, True), (27, S.REVIEWING, False), (25, S.CONCLUDED, False)],
)
def test_nobody_is_asked_to_be_there_on_a_day_that_has_passed(today: int, state: CaseState, *, told: bool) -> None:
    visit = JointVisit(topic="现场", items=("item-1",), bodies=("消防",), position=1, on=date(2026, 11, 26))
    plan: Any = SimpleNamespace(schedule=SimpleNamespace(visits=(visit,)))

    shown = visits_ahead(plan, [case(1, state, granted=False)], today=date(2026, 11, today))

    assert shown == ((visit,) if told else ())


def test_a_day_in_a_year_without_announced_holidays_is_called_reckoned() -> None:
    reviewing = replace(case(1, S.REVIEWING, granted=False), closed_at=None, due_on=date(2027, 1, 4))

    (settled,) = case_lines([reviewing], WHOLE, today=date(2026, 12, 1))
    (reckoned,) = case_lines([replace(reviewing, provisional=True)], WHOLE, today=date(2026, 12, 1))

    assert "暂算" not in settled.about
    assert "1月4日前办好（这一年的放假安排还没有公布，日期为暂算）" in reckoned.about
