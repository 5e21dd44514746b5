"""Papers that end something, or from whose receipt something runs, reach people on record: online at once, else at the window."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from builders.cases import CITIZEN, CLERK, MONDAY, NO, accepted_newborn, file_newborn, grant_item
from builders.newborn import publish_packs
from builders.statements import counted
from onething.modules.delivery.api import (
    Deliveries,
    DeliveryNotFound,
    HandOverRefused,
    count_to_serve,
    deliveries_of,
    hand_over,
    papers_to_serve,
    send_by_post,
)
from onething.modules.delivery.models import ServedPaper
from onething.modules.handling.api import refuse_acceptance, withdraw
from onething.modules.papers.api import PaperInfo, papers_of, void
from onething.modules.papers.models import Paper
from onething.platform.clock import moved
from onething.platform.logs.api import actions_of
from onething.platform.outbox.api import drain
from onething.platform.permissions import HOUSE, Actor
from onething.project.composition import compose

pytestmark = pytest.mark.usefixtures("house")
AT_WINDOW = replace(CITIZEN, channel="counter")
LATER = MONDAY + timedelta(days=2)
NAME = "林知夏"


@pytest.fixture
def house(db: None, empty_house: None, stores: object) -> Iterator[None]:
    publish_packs()
    compose()
    with moved(MONDAY):
        yield


def refused(owner: Actor = AT_WINDOW, **given: Any) -> UUID:
    """Refused in the names of its bodies, and what the worker made of it."""
    application = file_newborn(owner=owner, **given)
    refuse_acceptance(application=application, rejection=NO, actor=CLERK, now=MONDAY)
    drain(now=MONDAY, limit=100)
    return application


def found(application: UUID) -> Deliveries:
    return deliveries_of(application=application, actor=CLERK)


def waiting(application: UUID) -> tuple[UUID, ...]:
    return tuple(one.paper for one in found(application).papers if one.waits)


def give(application: UUID, *papers: UUID, receiver: str = NAME, actor: Actor = CLERK, **more: Any) -> tuple[str, ...]:
    given = {"code": "", "cases": (), "actor": actor, "now": LATER} | more
    return hand_over(application=application, receiver=receiver, papers=papers, **given)


def test_who_applied_online_is_served_there_and_it_is_on_record() -> None:
    application = refused(CITIZEN)

    served = found(application).papers

    assert {one.name for one in served} == {"不予受理通知书"}
    assert {(one.way.value, one.at) for one in served} == {("online", MONDAY)}
    (line,) = actions_of(subject_kind="paper", subject_id=served[0].paper)
    assert (line.kind, line.payload["way"]) == ("paper.served", "online")
    assert count_to_serve(actor=CLERK) == 0


def test_for_who_came_to_a_window_a_refusal_waits_and_is_handed_over_with_a_proof() -> None:
    application = refused()
    papers = waiting(application)
    assert [row.paper for row in papers_to_serve(actor=CLERK).rows] == list(papers)
    assert count_to_serve(actor=CLERK) == len(papers) > 0

    assert set(give(application, *papers)) == {"不予受理通知书"}

    assert {(one.way.value, one.at, one.receiver_masked) for one in found(application).papers} == {
        ("pick-up", LATER, "林*夏")
    }
    assert count_to_serve(actor=CLERK) == 0
    drain(now=LATER, limit=100)
    proof = Paper.objects.get(kind="served")
    said = json.loads(proof.data)["contents"]
    numbers = Paper.objects.filter(kind="refusal").order_by("id").values_list("number", flat=True)
    assert [one["number"] for one in said["results"]] == list(numbers)
    assert (said["receiver"], said["way"]) == (NAME, "窗口领取")
    assert set(ServedPaper.objects.values_list("proof", flat=True)) == {proof.public_id}


def test_a_paper_leaves_once_and_only_to_whom_it_concerns() -> None:
    application = refused()
    first, *_ = waiting(application)

    with pytest.raises(HandOverRefused) as wrong:
        give(application, first, receiver="周既明")
    with pytest.raises(DeliveryNotFound):
        give(application, first, actor=replace(CLERK, site_code="elsewhere"))
    with pytest.raises(HandOverRefused) as nothing:
        give(application)
    assert (list(wrong.value.reasons), list(nothing.value.reasons)) == (["receiver"], ["cases"])
    assert first in waiting(application)

    give(application, first)
    with pytest.raises(HandOverRefused, match="已经送达"):
        give(application, first)


def test_what_is_posted_says_under_which_number() -> None:
    application = refused(delivery_mode="post")
    papers = waiting(application)

    send_by_post(application=application, tracking="EA123456789CN", cases=(), papers=papers, actor=CLERK, now=LATER)

    assert {(one.state.value, one.tracking) for one in found(application).papers} == {("sent", "EA123456789CN")}
    drain(now=LATER, limit=100)
    assert json.loads(Paper.objects.get(kind="served").data)["contents"]["tracking"] == "EA123456789CN"


def test_a_result_and_a_paper_leave_together_under_one_proof() -> None:
    application = accepted_newborn(owner=AT_WINDOW)
    grant_item(application, "birth-certificate", number="E1")
    withdraw(application=application, actor=CLERK, came=NAME, now=MONDAY)
    drain(now=MONDAY, limit=100)
    deliveries = found(application)
    code = deliveries_of(application=application, actor=AT_WINDOW).code

    left = give(application, *waiting(application), code=code, cases=[one.case for one in deliveries.ready])

    assert left == ("出生医学证明", "撤回申请确认书")
    drain(now=LATER, limit=100)
    (proof,) = Paper.objects.filter(kind="served")
    assert [one["result"] for one in json.loads(proof.data)["contents"]["results"]] == [
        "出生医学证明",
        "撤回申请确认书",
    ]


def test_what_does_not_hold_any_more_is_given_to_nobody() -> None:
    application = refused()
    first = paper_of(application, waiting(application)[0])

    void(paper=first, reason="重新办理", actor=HOUSE, now=LATER)

    assert first.public_id not in waiting(application)
    with pytest.raises(HandOverRefused, match="已经失效"):
        give(application, first.public_id)


def test_a_paper_alone_costs_six_statements_and_no_code() -> None:
    application = refused()
    papers = waiting(application)

    with counted() as cost:
        give(application, *papers)

    assert len(cost.statements) == 6


def paper_of(application: UUID, public_id: UUID) -> PaperInfo:
    return next(one for one in papers_of(application=application, actor=CLERK) if one.public_id == public_id)
