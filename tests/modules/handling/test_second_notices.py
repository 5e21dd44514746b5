"""Told once: a second correction notice asks for more only when the head of the body allows it, and says why."""

import json
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from builders.cases import CLERK, MONDAY, accepted_newborn, case_at, file_newborn, officer, states
from builders.notices import CONSENT, FATHER, TUESDAY, papers_of, supply
from onething.core.lifecycle import CaseAction
from onething.modules.handling.api import (
    CaseNotFound,
    Defect,
    MoveRefused,
    Wish,
    accept_application,
    approve,
    ask_approval,
    ask_correction,
    ask_for_more,
    cases_of,
    decline,
    more_points_asked,
    version_of,
)
from onething.modules.handling.models import Approval
from onething.modules.papers.models import Paper
from onething.platform.logs.api import ActionRow
from onething.platform.permissions import Actor, Role

pytestmark = pytest.mark.usefixtures("city")


def head_of(body: str) -> Actor:
    return replace(officer(body), role=Role.BODY_HEAD)


HEAD = head_of("health")
WHY = "签名页补交后才看出父亲姓名与证件不一致"


@pytest.fixture
def supplied() -> UUID:
    """Asked once, answered once."""
    application = file_newborn()
    ask_correction(application=application, defects=[CONSENT], actor=CLERK, now=MONDAY)
    supply(application)
    return application


def ask_head(application: UUID, *defects: Defect, reason: str = WHY, actor: Actor = CLERK) -> UUID:
    version = version_of(cases_of(application=application, actor=actor))
    asked = ask_for_more(
        application=application, defects=defects, reason=reason, actor=actor, now=TUESDAY, version=version
    )
    return asked.public_id


def test_without_the_head_a_second_notice_asks_for_nothing_new(supplied: UUID) -> None:
    with pytest.raises(MoveRefused, match="报请负责人批准"):
        ask_correction(application=supplied, defects=[CONSENT, FATHER], actor=CLERK, now=TUESDAY)

    ask_correction(application=supplied, defects=[CONSENT], actor=CLERK, now=TUESDAY)


def test_what_the_head_allows_is_told_logged_and_printed_with_its_reason(supplied: UUID) -> None:
    asked = ask_head(supplied, CONSENT, FATHER)
    assert states(supplied)["birth-certificate"] == "received"

    approve(approval=asked, actor=HEAD, now=TUESDAY)

    row = case_at(supplied, "birth-certificate")
    assert (row.state, row.correction) == ("correcting", ["father.full-name", "mother:issue-consent"])
    line = ActionRow.objects.filter(subject_id=row.public_id, kind="ask_correction").latest("id")
    assert (line.actor_account, line.actor_role) == (HEAD.account, "body_head")
    assert line.payload["added"] == ["father.full-name"]
    assert line.payload["detail"] == {"override": str(HEAD.account)}
    assert papers_of(supplied) == ["correction", "correction"]
    first, second = (json.loads(paper.data)["contents"] for paper in Paper.objects.order_by("id"))
    assert (first["added"], second["added"], second["added_because"]) == ([], ["父亲姓名"], WHY)
    answered = more_points_asked(supplied, actor=CLERK)
    assert answered is not None
    assert answered.state.label == "同意"


def test_who_asks_does_not_allow_it(supplied: UUID) -> None:
    asked = ask_head(supplied, CONSENT, FATHER)
    Approval.objects.update(asked_by=HEAD.account)

    with pytest.raises(MoveRefused, match="不能自己批准"):
        approve(approval=asked, actor=HEAD, now=TUESDAY)
    for other in (CLERK, head_of("police"), officer("health")):
        with pytest.raises(CaseNotFound):
            approve(approval=asked, actor=other, now=TUESDAY)

    assert papers_of(supplied) == ["correction"]


@pytest.mark.parametrize(
    ("defects", "reason", "word"),
    [([CONSENT, FATHER], " ", "没有写"), ([CONSENT], WHY, "不用报批"), ([], WHY, "没有勾选")],
)
def test_the_head_is_asked_only_for_something_new_and_for_a_reason(
    supplied: UUID, defects: list[Defect], reason: str, word: str
) -> None:
    with pytest.raises(MoveRefused, match=word):
        ask_head(supplied, *defects, reason=reason)

    assert not Approval.objects.exists()


def test_a_request_stands_once_and_a_refusal_says_why(supplied: UUID) -> None:
    asked = ask_head(supplied, CONSENT, FATHER)
    with pytest.raises(MoveRefused, match="已经报批"):
        ask_head(supplied, FATHER)

    decline(approval=asked, note="第一次就看得出来", actor=HEAD, now=TUESDAY)

    answered = more_points_asked(supplied, actor=CLERK)
    assert answered is not None
    assert (answered.state.label, answered.note) == ("不同意", "第一次就看得出来")
    assert papers_of(supplied) == ["correction"]


@pytest.mark.parametrize("silent", [False, True])
def test_what_was_accepted_meanwhile_is_not_asked_for_any_more(supplied: UUID, silent: bool) -> None:
    asked = ask_head(supplied, CONSENT, FATHER)
    when = TUESDAY + timedelta(days=10) if silent else TUESDAY
    if not silent:
        accept_application(application=supplied, actor=CLERK, now=TUESDAY)

    with pytest.raises(MoveRefused):
        approve(approval=asked, actor=HEAD, now=when)

    assert papers_of(supplied)[0] == "correction"
    assert not case_at(supplied, "birth-certificate").awaits_correction


def test_officers_do_not_ask_for_it_without_its_points() -> None:
    row = case_at(accepted_newborn(), "birth-certificate")

    with pytest.raises(MoveRefused, match="不用报批"):
        ask_approval(
            case=row.public_id,
            version=row.row_version,
            wish=Wish(action=CaseAction.ASK_CORRECTION, reason=WHY),
            actor=officer("health"),
            now=MONDAY,
        )
