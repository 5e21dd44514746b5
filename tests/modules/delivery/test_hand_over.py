"""Results reach the applicant: electronic ones at once, the others with the code and the right name, also in parts."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from builders.acting import BOSS, BOSS_OF, FIRM, HANDLER, acting, log_in
from builders.cases import CITIZEN, CLERK, MONDAY, NO, accepted_newborn, case_at, grant_item, officer, states
from builders.concluding import conclude_at
from builders.statements import as_at_work, counted
from onething.modules.delivery.api import (
    DeliveryNotFound,
    HandOverRefused,
    PickUpLocked,
    deliveries_of,
    hand_over,
    send_by_post,
)
from onething.modules.delivery.models import HandOver, PickUpGuard
from onething.modules.delivery.services.hand_over import PROOF
from onething.modules.delivery.services.prove import prove_hand_over
from onething.modules.handling.api import deny
from onething.modules.identity.api import grant_authority, revoke_authority
from onething.modules.intake.models import Application
from onething.modules.papers.models import Paper
from onething.platform.database import new_public_id
from onething.platform.logs.api import actions_of
from onething.platform.outbox.api import Message, Work

pytestmark = pytest.mark.usefixtures("city")
NAME = "林知夏"
PAPERS = ("周既明", "770101199211050034")


def ready(**given: object) -> UUID:
    """Two results ready, the other cases on their way."""
    application = accepted_newborn(**given)
    grant_item(application, "birth-certificate")
    grant_item(application, "vaccination-certificate")
    return application


def code(application: UUID) -> str:
    return deliveries_of(application=application, actor=CITIZEN).code


def found(application: UUID) -> dict[str, str]:
    return {one.name: one.state.value for one in deliveries_of(application=application, actor=CITIZEN).items}


def give(
    application: UUID, *items: str, typed: str = "", receiver: str = NAME, actor: object = CLERK
) -> tuple[str, ...]:
    cases = [case_at(application, item).public_id for item in items]
    return hand_over(
        application=application,
        code=typed or code(application),
        receiver=receiver,
        cases=cases,
        actor=actor,
        now=MONDAY,
    )


def test_the_code_is_shown_to_the_applicant_alone() -> None:
    application = ready()

    assert len(code(application)) == 6
    assert code(application).isdecimal()
    assert deliveries_of(application=application, actor=CLERK).code == ""


def test_results_are_handed_over_in_parts() -> None:
    application = ready()

    assert give(application, "birth-certificate") == ("出生医学证明",)

    assert states(application)["birth-certificate"] == "concluded"
    assert states(application)["vaccination-certificate"] == "granted"
    assert found(application)["出生医学证明"] == "handed_over"
    assert found(application)["预防接种证"] == "ready"
    assert found(application)["社会保障卡"] == "expected"

    assert give(application, "vaccination-certificate") == ("预防接种证",)


def test_electronic_results_are_delivered_in_the_moment_of_the_decision() -> None:
    application = ready(delivery_mode="electronic")

    assert states(application)["birth-certificate"] == "concluded"
    assert found(application)["出生医学证明"] == "delivered"


def test_of_money_only_the_decision_is_served() -> None:
    application = accepted_newborn(delivery_mode="electronic")
    for item in ("birth-certificate", "maternity-reimbursement"):
        grant_item(application, item)

    words = {one.name: one.word for one in deliveries_of(application=application, actor=CITIZEN).items}
    papers = [
        json.loads(paper.data)["contents"]["receiving"]
        for paper in Paper.objects.filter(kind="decision").order_by("id")
    ]

    assert words["生育待遇拨付"] == "已核定，另行拨付"
    assert words["出生医学证明"] == "已送达"
    assert "只要电子结果" in papers[0]
    assert "款项拨付到您填写的账户" in papers[1]


def denied(item: str, **given: Any) -> UUID:
    application = accepted_newborn(**given)
    row = case_at(application, item)
    deny(case=row.public_id, version=row.row_version, rejection=NO, actor=officer(row.body_code), now=MONDAY)
    return application


def test_a_denial_reaches_who_applied_online_at_once_and_the_log_says_how() -> None:
    application = denied("birth-certificate")

    last = actions_of(subject_kind="case", subject_id=case_at(application, "birth-certificate").public_id).latest("seq")
    assert (last.kind, last.payload) == ("deliver", {"way": "online"})
    assert "不予办理的文书" not in found(application)


def test_a_denial_is_handed_over_to_who_applied_at_a_window_and_proven_with_its_number() -> None:
    application = denied("birth-certificate", owner=replace(CITIZEN, channel="counter"))
    assert states(application)["birth-certificate"] == "denied"
    assert found(application)["不予办理的文书"] == "ready"

    assert give(application, "birth-certificate") == ("不予办理的文书",)

    assert states(application)["birth-certificate"] == "concluded"
    assert found(application)["不予办理的文书"] == "handed_over"
    paper = Paper.objects.get(kind="denial")
    (served,) = prove(application)["results"]
    assert (served["result"], served["number"]) == ("不予决定书", paper.number)


def test_what_left_does_not_leave_again() -> None:
    application = ready()
    give(application, "birth-certificate")

    with pytest.raises(HandOverRefused) as refused:
        give(application, "birth-certificate", "vaccination-certificate")

    assert "cases" in refused.value.reasons
    assert states(application)["vaccination-certificate"] == "granted"


def test_another_name_gets_nothing() -> None:
    application = ready()

    with pytest.raises(HandOverRefused) as refused:
        give(application, "birth-certificate", receiver="周既明")

    assert list(refused.value.reasons) == ["receiver"]
    assert states(application)["birth-certificate"] == "granted"


def test_a_firm_receives_by_the_hands_of_those_who_act_for_it_today() -> None:
    boss = acting(log_in(BOSS, BOSS_OF, now=MONDAY), MONDAY)
    application = ready(owner=replace(boss, person=boss.acting_for))
    papers = {"name": PAPERS[0], "id_number": PAPERS[1]}
    granted = {"last_day": date(2026, 12, 31), "offered": ["newborn", "restaurant"], "actor": boss, "now": MONDAY}
    grant_authority(**papers, bundles=["restaurant"], **granted)
    key = deliveries_of(application=application, actor=boss).code
    for stranger in (PAPERS[0], HANDLER[0], FIRM):
        with pytest.raises(HandOverRefused) as refused:
            give(application, "birth-certificate", typed=key, receiver=stranger)
        assert list(refused.value.reasons) == ["receiver"]
    assert states(application)["birth-certificate"] == "granted"

    given = grant_authority(**papers, bundles=["newborn"], **granted)
    give(application, "birth-certificate", typed=key, receiver=PAPERS[0])
    revoke_authority(authority=given, actor=boss, now=MONDAY)
    with pytest.raises(HandOverRefused):
        give(application, "vaccination-certificate", typed=key, receiver=PAPERS[0])
    give(application, "vaccination-certificate", typed=key, receiver=BOSS[0])

    left = deliveries_of(application=application, actor=boss).items
    assert [one.receiver_masked for one in left if one.receiver_masked] == ["周*明", "欧**薇"]


def test_a_person_receives_by_the_hands_of_whom_she_authorised() -> None:
    mother = log_in((NAME, "770101199403120025"), now=MONDAY)
    application = ready(owner=mother)
    key = deliveries_of(application=application, actor=mother).code
    with pytest.raises(HandOverRefused):
        give(application, "birth-certificate", typed=key, receiver=PAPERS[0])
    grant_authority(
        name=PAPERS[0], id_number=PAPERS[1], bundles=["newborn"], last_day=date(2026, 12, 31), offered=["newborn"],
        actor=mother, now=MONDAY,
    )  # fmt: skip

    give(application, "birth-certificate", typed=key, receiver=PAPERS[0])

    assert HandOver.objects.get().receiver_masked == "周*明"


def test_five_wrong_codes_close_the_door_for_ten_minutes() -> None:
    application = ready()
    wrong = f"{(int(code(application)) + 1) % 10**6:06d}"

    for _ in range(4):
        with pytest.raises(HandOverRefused):
            give(application, "birth-certificate", typed=wrong)
    with pytest.raises(PickUpLocked, match="09:10"):
        give(application, "birth-certificate", typed=wrong)
    with pytest.raises(PickUpLocked):
        give(application, "birth-certificate")

    log = actions_of(subject_kind="application", subject_id=application).filter(kind="delivery.wrong_code")
    assert log.count() == 5
    case = case_at(application, "birth-certificate").public_id
    later = MONDAY + timedelta(minutes=10)
    hand_over(application=application, code=code(application), receiver=NAME, cases=[case], actor=CLERK, now=later)
    assert states(application)["birth-certificate"] == "concluded"


def test_a_right_code_forgets_the_wrong_ones() -> None:
    application = ready()
    wrong = f"{(int(code(application)) + 1) % 10**6:06d}"
    for _ in range(4):
        with pytest.raises(HandOverRefused):
            give(application, "birth-certificate", typed=wrong)

    give(application, "birth-certificate")

    with pytest.raises(HandOverRefused):  # counted as the first again
        give(application, "vaccination-certificate", typed=wrong)


def test_a_right_code_with_the_wrong_name_changes_nothing_and_forgets_nothing() -> None:
    application = ready()
    wrong = f"{(int(code(application)) + 1) % 10**6:06d}"
    with pytest.raises(HandOverRefused):
        give(application, "birth-certificate", typed=wrong)

    with pytest.raises(HandOverRefused):
        give(application, "birth-certificate", receiver="周既明")

    assert PickUpGuard.objects.get().wrong == 1
    assert states(application)["birth-certificate"] == "granted"


@pytest.mark.parametrize("actor", [replace(CLERK, site_code="elsewhere"), replace(CITIZEN, person=new_public_id())])
def test_strangers_learn_nothing_and_do_not_even_count(actor: object) -> None:
    application = ready()

    with pytest.raises(DeliveryNotFound):
        give(application, "birth-certificate", typed="000000", actor=actor)

    assert (
        not actions_of(subject_kind="application", subject_id=application).filter(kind="delivery.wrong_code").exists()
    )


def test_the_applicant_cannot_hand_over_to_herself() -> None:
    application = ready()

    with pytest.raises(DeliveryNotFound):
        give(application, "birth-certificate", actor=CITIZEN)

    assert states(application)["birth-certificate"] == "granted"


def test_posted_results_are_concluded_with_their_tracking_number() -> None:
    application = ready(delivery_mode="post")
    case = case_at(application, "birth-certificate").public_id

    send_by_post(application=application, tracking=" EY123456789CN ", cases=[case], actor=CLERK, now=MONDAY)

    sent = deliveries_of(application=application, actor=CITIZEN)
    assert [(one.state.value, one.tracking) for one in sent.items if one.tracking] == [("sent", "EY123456789CN")]
    assert sent.code == ""
    assert states(application)["birth-certificate"] == "concluded"


def test_handing_over_costs_six_statements() -> None:
    application = ready()
    typed = code(application)
    case = case_at(application, "birth-certificate").public_id
    as_at_work(now=MONDAY)

    with counted() as cost:
        hand_over(application=application, code=typed, receiver=NAME, cases=[case], actor=CLERK, now=MONDAY)

    assert len(cost.statements) == 6


def prove(application: UUID) -> dict[str, Any]:
    """What the worker writes, done twice as after a kill; the contents of the one paper."""
    message = Message.objects.get(topic=PROOF, subject=application)
    work = Work(id=message.public_id, topic=PROOF, subject=application, payload=message.payload, attempt=1, now=MONDAY)
    prove_hand_over(work)
    prove_hand_over(work)
    paper = Paper.objects.get(application=application, kind="served")
    assert set(HandOver.objects.values_list("proof", flat=True)) == {paper.public_id}
    assert paper.issued_by == CLERK.account
    told: dict[str, Any] = json.loads(paper.data)["contents"]
    return told


def test_what_is_handed_over_is_proven_once_with_the_full_name_of_the_receiver() -> None:
    application = ready()

    give(application, "birth-certificate", "vaccination-certificate")

    said = prove(application)
    assert (said["way"], said["receiver"]) == ("窗口领取", NAME)
    assert [one["item"] for one in said["results"]] == ["出生医学证明首次签发", "预防接种证办理"]
    assert NAME not in json.dumps(Message.objects.get(topic=PROOF).payload, ensure_ascii=False)


def test_what_is_posted_is_proven_by_its_number() -> None:
    application = accepted_newborn(delivery_mode="post")
    grant_item(application, "birth-certificate", number="E990100001")
    case = case_at(application, "birth-certificate").public_id

    send_by_post(application=application, tracking="EA123456789CN", cases=[case], actor=CLERK, now=MONDAY)

    said = prove(application)
    assert (said["way"], said["tracking"], said["receiver"]) == ("邮寄", "EA123456789CN", NAME)
    assert [one["number"] for one in said["results"]] == ["E990100001"]


def test_somebody_who_may_see_none_of_it_learns_nothing_from_a_code() -> None:
    application = ready()
    right, elsewhere = code(application), replace(CLERK, site_code="elsewhere", region_path="/330000/")
    wrong = f"{(int(right) + 1) % 10**6:06d}"

    for typed in (right, wrong):
        with pytest.raises(DeliveryNotFound):
            give(application, "birth-certificate", typed=typed, actor=elsewhere)

    assert not PickUpGuard.objects.exists()
    assert not HandOver.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_handing_over_after_a_wrong_code_is_still_one_commit() -> None:
    application = ready()
    wrong = f"{(int(code(application)) + 1) % 10**6:06d}"
    with pytest.raises(HandOverRefused):
        give(application, "birth-certificate", typed=wrong)

    with CaptureQueriesContext(connection) as captured:
        give(application, "birth-certificate")

    assert [query["sql"] for query in captured.captured_queries].count("COMMIT") == 1
    assert PickUpGuard.objects.get().wrong == 0


def test_the_last_hand_over_finishes_the_application() -> None:
    application = accepted_newborn(
        leave_out=("birth-certificate", "maternity-reimbursement", "parenting-guidance", "childcare-subsidy")
    )
    assert list(states(application)) == ["vaccination-certificate"]
    grant_item(application, "vaccination-certificate")
    assert Application.objects.get(public_id=application).state == "open"

    give(application, "vaccination-certificate")

    assert conclude_at(MONDAY, application) == 1
    assert Application.objects.get(public_id=application).state == "finished"
