"""What ends leaves a paper: a correction that did not come, what was taken back, what was handed over, and the whole."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from builders.cases import CITIZEN, CLERK, MONDAY, NO, accepted_newborn, case_at, file_newborn, grant_item, officer
from builders.concluding import conclude_at
from builders.notices import CONSENT
from onething.modules.delivery.api import send_by_post
from onething.modules.handling.api import CONCLUSION, ask_correction, case_for, deny, timeline_of, withdraw
from onething.modules.handling.services.lapse import lapse_corrections
from onething.modules.intake.models import Application
from onething.modules.organisation.api import forget_places
from onething.modules.organisation.models import Body
from onething.modules.papers.api import papers_of, remedies_told
from onething.modules.papers.models import Paper
from onething.platform.database import new_public_id
from onething.platform.outbox.api import enqueue

NEXT_DAY = MONDAY + timedelta(days=1)
pytestmark = pytest.mark.usefixtures("city")


def contents(application: UUID, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Paper.objects.get(application=application, kind=kind).data)["contents"]
    return found


def become(body: str, **facts: str) -> None:
    """The facts of the body are these from now on."""
    Body.objects.filter(code=body).update(**facts)
    forget_places()


def test_what_was_not_put_right_in_time_is_ended_in_writing() -> None:
    application = file_newborn()
    ask_correction(application=application, defects=[CONSENT], actor=CLERK, now=MONDAY)

    lapse_corrections(MONDAY + timedelta(days=60))

    said = contents(application, "termination")
    assert said["reason"] == "在补正书写明的日期以前没有补正"
    assert said["rule"].endswith("规定的 15 个工作日")
    assert said["remedies"]["court"]
    assert said["items"] == ["出生医学证明首次签发"]
    assert "出生登记" in said["following"]
    lines = {case.title: lines[-1].id for case, lines in timeline_of(application=application, actor=CITIZEN)}
    (paper,) = (one for one in papers_of(application=application, actor=CITIZEN) if one.kind == "termination")
    assert set(paper.lines) == {lines[title] for title in (*said["items"], *said["following"])}


def test_each_body_ends_its_own_cases_and_tells_its_own_way_to_turn_against_it() -> None:
    application = file_newborn()
    registration = replace(CONSENT, case="birth-registration:child[1]")
    ask_correction(application=application, defects=[CONSENT, registration], actor=CLERK, now=MONDAY)
    of_service = case_at(application, "birth-registration")
    become(of_service.body_code, kind="service", complaint="0990-9610000")

    lapse_corrections(MONDAY + timedelta(days=60))

    papers = Paper.objects.filter(application=application, kind="termination").order_by("id")
    assert [(row.body_code, row.case) for row in papers] == [
        (case.body_code, case.public_id) for case in (case_at(application, "birth-certificate"), of_service)
    ]
    health, service = (json.loads(row.data)["contents"] for row in papers)
    assert (health["items"], service["items"]) == (["出生医学证明首次签发"], ["出生登记"])
    assert health["following"] == ["社会保障卡申领"]  # it waits for both
    assert service["following"] == ["社会保障卡申领", "城乡居民基本医疗保险参保登记"]
    assert health["remedies"]["online"] == "禾丰市行政复议网上申请平台（演示）"
    assert service["remedies"] == {"channel": "0990-9610000", "hotline": "12345"}
    told = remedies_told(papers_of(application=application, actor=CITIZEN), actor=CITIZEN)
    assert [(one.review_organ, one.complaint) for one in told] == [("禾丰市人民政府", ""), ("", "0990-9610000")]


def test_a_denial_tells_the_remedies_of_its_own_day_not_those_of_the_filing() -> None:
    row = case_at(accepted_newborn(), "birth-certificate")
    become(row.body_code, review_organ="禾丰市司法局", phone="0990-9612222")
    who = officer(row.body_code)

    shown = case_for(row.public_id, actor=who, purpose="审查办件", now=MONDAY).redress
    deny(case=row.public_id, version=row.row_version, rejection=NO, actor=who, now=MONDAY)

    paper = json.loads(Paper.objects.get(case=row.public_id, kind="denial").data)
    assert ("复议机关", "禾丰市司法局") in shown
    assert (paper["contents"]["remedies"]["review_organ"], paper["body"]["phone"]) == ("禾丰市司法局", "0990-9612222")
    assert row.body["review_organ"] == "禾丰市人民政府"


def test_the_page_tells_the_remedies_as_the_papers_do() -> None:
    application = accepted_newborn()
    row = case_at(application, "birth-certificate")
    who = officer(row.body_code)
    deny(case=row.public_id, version=row.row_version, rejection=NO, actor=who, now=MONDAY)
    papers = papers_of(application=application, actor=CITIZEN)

    told = remedies_told(papers, actor=CITIZEN)
    of_others = remedies_told(papers, actor=replace(CITIZEN, person=new_public_id()))

    assert [(one.paper.title, one.called, one.law, one.review_organ, one.review_days) for one in told] == [
        ("不予决定书", "决定书", "《母婴保健法》第23条", "禾丰市人民政府", 60)
    ]
    assert [(one.court, one.court_months, tuple(law for law, sure in one.terms if sure)) for one in told] == [
        (
            "禾丰市青禾区人民法院",
            6,
            ("《行政复议法》第二十条第一款", "《行政诉讼法》第四十六条第一款", "《行政复议法》第二十二条第二款"),
        )
    ]
    assert of_others == ()


def test_taking_back_one_case_is_confirmed_with_what_falls_and_what_goes_on() -> None:
    application = accepted_newborn()
    case = case_at(application, "birth-certificate").public_id

    withdraw(application=application, actor=CITIZEN, now=MONDAY, cases=[case])

    said = contents(application, "withdrawal")
    assert said["items"] == ["出生医学证明首次签发"]
    assert "出生登记" in said["following"]
    assert said["others"] == ["预防接种证办理", "生育医疗费用报销"]


def test_the_end_of_everything_is_told_once() -> None:
    application = accepted_newborn(delivery_mode="post")
    certificate = case_at(application, "birth-certificate").public_id
    grant_item(application, "birth-certificate")
    assert conclude_at(NEXT_DAY, application) == 0
    withdraw(application=application, actor=CITIZEN, now=MONDAY)
    send_by_post(application=application, tracking="EA1", cases=[certificate], actor=CLERK, now=MONDAY)

    assert conclude_at(NEXT_DAY, application) == 1

    outcomes = {one["name"]: one["outcome"] for one in contents(application, "conclusion")["items"]}
    assert (outcomes["出生医学证明首次签发"], outcomes["出生登记"]) == ("准予", "已撤回")


def test_what_was_taken_up_anew_before_the_worker_came_stays_open() -> None:
    application = accepted_newborn()
    enqueue(CONCLUSION, payload={"at": MONDAY.isoformat()}, subject=application)

    conclude_at(NEXT_DAY, application)

    assert not Paper.objects.filter(application=application, kind="conclusion").exists()
    assert Application.objects.get(public_id=application).state == "open"


def test_what_was_wholly_taken_back_needs_no_notice_of_conclusion() -> None:
    application = accepted_newborn()
    withdraw(application=application, actor=CITIZEN, now=MONDAY)

    conclude_at(NEXT_DAY, application)

    assert list(Paper.objects.filter(application=application).order_by("id").values_list("kind", flat=True)) == [
        "acceptance",
        "withdrawal",
    ]
