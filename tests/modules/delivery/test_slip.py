"""The pick-up slip: once for what became ready together, with the code, for the applicant alone; a window prints it on record."""

import json
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from builders.approving import take_up_anew, undo_decision
from builders.cases import CITIZEN, CLERK, MONDAY, NO, accepted_newborn, case_at, grant_item, officer
from onething.modules.delivery.api import deliveries_of
from onething.modules.delivery.handlers import when_reopened, when_undone
from onething.modules.delivery.models import SlipLine
from onething.modules.delivery.services.write_slip import write_slip
from onething.modules.handling.api import READY, CaseReopened, GrantUndone, deny, grant
from onething.modules.papers.api import PaperNotFound, open_pdf, papers_of, reprint
from onething.modules.papers.models import Paper
from onething.platform.events import react
from onething.platform.logs.api import actions_of
from onething.platform.outbox.api import Message, Work

pytestmark = pytest.mark.usefixtures("city")


def write(application: UUID) -> list[dict[str, Any]]:
    """What the worker writes, each piece of work done twice as after a kill; the contents of the slips."""
    for message in Message.objects.filter(topic=READY, subject=application).order_by("id"):
        work = Work(id=message.public_id, topic=READY, subject=application, payload={}, attempt=1, now=MONDAY)
        write_slip(work)
        write_slip(work)
    slips = Paper.objects.filter(application=application, kind="pick_up").order_by("id")
    return [json.loads(slip.data)["contents"] for slip in slips]


@pytest.fixture
def listening(city: None) -> None:
    """Delivery hears of what is undone, as composition has it."""
    react(GrantUndone, when_undone)
    react(CaseReopened, when_reopened)


def names(slip: dict[str, Any]) -> list[str]:
    return [one["name"] for one in slip["results"]]


def test_what_is_ready_together_stands_on_one_slip_and_later_results_on_another() -> None:
    application = accepted_newborn()
    grant_item(application, "birth-certificate")
    grant_item(application, "vaccination-certificate")

    (first,) = write(application)
    grant_item(application, "birth-registration")
    _, second = write(application)

    assert names(first) == ["出生医学证明", "预防接种证"]
    assert names(second) == ["居民户口簿新页和公民身份号码"]
    assert first["code"] == deliveries_of(application=application, actor=CITIZEN).code
    assert (first["number_tail"], first["valid_until"]) == ("00001J", "2026-05-31")
    assert first["place"] == "禾丰市政务服务中心"
    assert "林知夏" not in json.dumps(first, ensure_ascii=False)
    assert SlipLine.objects.count() == 3
    said = actions_of(subject_kind="application", subject_id=application).filter(kind="delivery.slip")
    assert [line.document for line in said] == list(
        Paper.objects.filter(kind="pick_up").order_by("id").values_list("number", flat=True)
    )


@pytest.mark.parametrize("mode", ["post", "electronic"])
def test_what_nobody_fetches_at_a_window_has_no_slip(mode: str) -> None:
    application = accepted_newborn(delivery_mode=mode)
    grant_item(application, "birth-certificate")

    assert write(application) == []


def test_the_applicant_opens_it_a_window_only_prints_it_and_nobody_else_hears_of_it() -> None:
    application = accepted_newborn()
    grant_item(application, "birth-certificate")
    write(application)
    slip = Paper.objects.get(kind="pick_up").public_id
    body = officer(case_at(application, "birth-certificate").body_code)

    assert open_pdf(paper=slip, actor=CITIZEN, now=MONDAY).name.startswith("取件凭证")
    for stranger in (CLERK, body):
        with pytest.raises(PaperNotFound):
            open_pdf(paper=slip, actor=stranger, now=MONDAY)
    with pytest.raises(PaperNotFound):
        reprint(paper=slip, actor=body, now=MONDAY)
    assert slip not in {one.public_id for one in papers_of(application=application, actor=body)}

    reprint(paper=slip, actor=CLERK, now=MONDAY)

    (line,) = actions_of(subject_kind="paper", subject_id=slip)
    assert (line.kind, line.actor_account) == ("paper.reprinted", CLERK.account)


@pytest.mark.usefixtures("listening")
def test_what_is_granted_a_second_time_stands_on_a_slip_of_its_own_and_the_old_one_falls() -> None:
    application = accepted_newborn()
    grant_item(application, "birth-certificate")
    grant_item(application, "vaccination-certificate")
    write(application)
    row = case_at(application, "birth-certificate")

    undo_decision(row, days=1, heard=20)
    assert fallen() == [(False, [row.title])]
    take_up_anew(case_at(application, "birth-certificate"), days=22)
    row = case_at(application, "birth-certificate")
    grant(
        case=row.public_id, version=row.row_version, opinion="符合", result_number="R-2",
        actor=officer(row.body_code), now=MONDAY,
    )  # fmt: skip

    assert [names(slip) for slip in write(application)] == [["出生医学证明", "预防接种证"], ["出生医学证明"]]
    assert fallen() == [(False, [row.title]), (False, [])]


@pytest.mark.usefixtures("listening")
def test_a_denial_that_waited_to_be_fetched_and_fell_is_not_ready_any_more() -> None:
    application = accepted_newborn(owner=replace(CITIZEN, channel="counter"))
    row = case_at(application, "birth-certificate")
    deny(case=row.public_id, version=row.row_version, rejection=NO, actor=officer(row.body_code), now=MONDAY)
    assert [names(slip) for slip in write(application)] == [["不予办理的文书"]]

    undo_decision(case_at(application, "birth-certificate"), days=1)

    assert fallen() == [(True, [row.title])]
    assert SlipLine.objects.count() == 0


def fallen() -> list[tuple[bool, list[str]]]:
    """Of each slip: whether it fell as a whole, and for which items."""
    slips = Paper.objects.filter(kind="pick_up").order_by("id")
    return [(slip.revoked_at is not None, slip.void_items) for slip in slips]
