"""补正 on the fifth day at 17:29, in the applicant's hands on the sixth: by the day of issue it was told, by that of delivery not.

reliability.md 3.4b, third row. Filed on Monday 2 March 2026; the fifth working day is Monday 9 March.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from builders.cases import CITIZEN, CLERK, case_at, file_newborn, states
from builders.notices import CONSENT, WAITING, papers_of, supply, tell_by_delivery
from onething.modules.handling.api import (
    CaseNotFound,
    MoveRefused,
    ask_correction,
    cases_of,
    correction_for,
    correction_of,
    hand_over_notice,
    version_of,
)
from onething.modules.handling.models import Case
from onething.modules.handling.services.deem import deem_accepted
from onething.modules.intake.api import CorrectionRefused
from onething.modules.papers.models import Paper
from onething.platform.logs.api import ActionRow, actions_of
from onething.platform.permissions import Actor

pytestmark = pytest.mark.usefixtures("city")
FIFTH_DAY = date(2026, 3, 9)
ASKED = datetime(2026, 3, 9, 9, 29, tzinfo=UTC)  # 17:29 in Shanghai; service ends at 17:30
CLOSED = ASKED + timedelta(minutes=2)
SIXTH_DAY = ASKED + timedelta(days=1)
AT_WINDOW = replace(CITIZEN, channel="counter")


@pytest.fixture
def by_delivery(city: None, tmp_path: Path) -> None:
    tell_by_delivery(tmp_path)


def asked(*, owner: Actor = AT_WINDOW, now: datetime = ASKED) -> UUID:
    application = file_newborn(owner=owner)
    ask_correction(application=application, defects=[CONSENT], actor=CLERK, now=now)
    return application


def lines(application: UUID) -> list[ActionRow]:
    row = case_at(application, "birth-certificate")
    return list(actions_of(subject_kind="case", subject_id=row.public_id))


def said(application: UUID, kind: str) -> dict[str, object]:
    return json.loads(Paper.objects.filter(application=application, kind=kind).latest("id").data)["contents"]


def hand_over(application: UUID, *, document: str = "林知夏", actor: Actor = CLERK, now: datetime = ASKED) -> None:
    version = version_of(cases_of(application=application, actor=CLERK))
    hand_over_notice(application=application, document=document, actor=actor, now=now, version=version)


def test_by_the_day_of_issue_it_was_told_in_time() -> None:
    application = asked()

    deem_accepted(SIXTH_DAY)

    row = case_at(application, "birth-certificate")
    assert (row.state, row.due_on) == ("correcting", None)
    assert (said(application, "correction")["told_rule"], said(application, "correction")["told_by"]) == ("", None)
    assert [line.kind for line in lines(application)][-1] == "ask_correction"


@pytest.mark.usefixtures("by_delivery")
def test_by_the_day_of_delivery_it_was_not_and_the_application_is_accepted_from_its_receipt() -> None:
    application = asked()

    row = case_at(application, "birth-certificate")
    assert (row.state, row.due_on, row.awaits_correction) == ("correcting", FIFTH_DAY, True)
    notice = said(application, "correction")
    assert (notice["told_rule"], notice["told_by"]) == ("《某市告知送达规定》第三条", "2026-03-09")

    assert deem_accepted(ASKED) == 0
    assert deem_accepted(CLOSED) == 1
    assert deem_accepted(SIXTH_DAY) == 0

    row = case_at(application, "birth-certificate")
    assert (row.state, row.accepted_on, row.awaits_correction) == ("accepted", date(2026, 3, 2), False)
    assert (row.notice, row.correct_by) == (None, None)
    assert (said(application, "acceptance")["deemed"], said(application, "acceptance")["untold"]) == (
        True,
        ["出生医学证明首次签发"],
    )
    paper = Paper.objects.get(application=application, kind="correction")
    assert (paper.revoked_at, paper.revoked_for) == (
        CLOSED,
        "没有在法定的期限内送达，依法自收到申请材料之日起即为受理，不用补正",
    )


@pytest.mark.usefixtures("by_delivery")
def test_who_applied_online_has_it_in_their_own_space_at_once() -> None:
    application = asked(owner=CITIZEN)

    deem_accepted(SIXTH_DAY)

    assert states(application)["birth-certificate"] == "correcting"
    last = lines(application)[-1]
    assert (last.kind, last.payload) == ("serve_correction", {"way": "online"})
    notice = said(application, "correction")
    assert (notice["told_rule"], notice["told_by"]) == ("《某市告知送达规定》第三条", None)


@pytest.mark.usefixtures("by_delivery")
def test_the_window_hands_it_over_against_a_proof_of_service() -> None:
    application = asked()

    hand_over(application)

    last = lines(application)[-1]
    assert (last.kind, last.payload) == ("serve_correction", {"way": "pick-up", "receiver": "林*夏"})
    assert papers_of(application) == ["correction", "served"]
    deem_accepted(SIXTH_DAY)
    assert states(application)["birth-certificate"] == "correcting"
    proof = said(application, "served")
    number = Paper.objects.get(application=application, kind="correction").number
    assert (proof["receiver"], proof["way"]) == ("林知夏", "窗口领取")
    assert [(one["result"], one["number"]) for one in proof["results"]] == [("一次性告知补正书", number)]  # type: ignore[attr-defined]


@pytest.mark.usefixtures("by_delivery")
def test_opening_it_in_ones_own_space_is_having_it() -> None:
    application = asked()

    correction_for(application, actor=CLERK, now=ASKED)  # the window looks: nobody is told by that
    assert case_at(application, "birth-certificate").due_on == FIFTH_DAY
    for _ in range(2):
        correction_for(application, actor=CITIZEN, now=ASKED)

    assert [line.payload for line in lines(application) if line.kind == "serve_correction"] == [{"way": "opened"}]
    assert case_at(application, "birth-certificate").due_on is None


def too_late_by_hand(application: UUID) -> None:
    with pytest.raises(MoveRefused, match="没有等着送达"):
        hand_over(application, now=SIXTH_DAY)


def too_late_to_answer(application: UUID) -> None:
    with pytest.raises(CorrectionRefused, match="依法已经受理"):
        supply(application, now=SIXTH_DAY)


def too_late_opened(application: UUID) -> None:
    assert correction_for(application, actor=CITIZEN, now=SIXTH_DAY).open


@pytest.mark.usefixtures("by_delivery")
@pytest.mark.parametrize("tried", [too_late_by_hand, too_late_to_answer, too_late_opened])
def test_on_the_sixth_day_nothing_is_told_any_more_though_the_worker_was_down(tried: Callable[[UUID], None]) -> None:
    application = asked()
    before = Case.objects.values_list("public_id", "row_version", "state")

    tried(application)

    assert list(Case.objects.values_list("public_id", "row_version", "state")) == list(before)
    assert deem_accepted(SIXTH_DAY) == 1
    assert states(application)["birth-certificate"] == "accepted"


@pytest.mark.usefixtures("by_delivery")
def test_whoever_answers_it_had_it() -> None:
    application = asked()

    supply(application, now=ASKED)

    row = case_at(application, "birth-certificate")
    assert (row.state, row.opened_on, row.due_on) == ("received", FIFTH_DAY, date(2026, 3, 16))


@pytest.mark.usefixtures("by_delivery")
def test_a_notice_that_a_waiting_case_must_still_answer_stands() -> None:
    application = file_newborn(owner=AT_WINDOW)
    ask_correction(application=application, defects=[CONSENT, WAITING], actor=CLERK, now=ASKED)

    deem_accepted(SIXTH_DAY)

    assert states(application)["birth-certificate"] == "accepted"
    assert case_at(application, "birth-registration").awaits_correction
    assert [target.key for target in correction_of(application, actor=CITIZEN).targets] == [WAITING.target]
    paper = Paper.objects.get(application=application, kind="correction")
    assert (paper.revoked_at, paper.void_items) == (None, ["出生医学证明首次签发"])


@pytest.mark.usefixtures("by_delivery")
@pytest.mark.parametrize(
    ("document", "actor", "refusal"),
    [
        ("陈明", CLERK, MoveRefused),
        ("林知夏", replace(CLERK, site_code="elsewhere", region_path="/990200/"), CaseNotFound),
    ],
    ids=["another's document", "another's window"],
)
def test_nobody_else_gets_it_or_hands_it_over(document: str, actor: Actor, refusal: type[Exception]) -> None:
    application = asked()

    with pytest.raises(refusal):
        hand_over(application, document=document, actor=actor)

    assert case_at(application, "birth-certificate").due_on == FIFTH_DAY
    assert papers_of(application) == ["correction"]
