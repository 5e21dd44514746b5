"""A granted licence at the body that supervises it: accepted, answered, reported, and ended with the decision."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest

from builders.cases import MONDAY, NO, grant_item
from builders.newborn import publish_packs
from builders.remembering import remembered
from builders.restaurant import FOOD, browser_of, case_of, officer_at, surveyed_restaurant
from builders.statements import counted, locks_cases_before
from builders.visiting import Visitor
from onething.core.lifecycle import CaseAction, CaseState, RevocationCause
from onething.modules.handling.api import GRANTED, Case, MoveRefused, Wish, approve, ask_approval, grant
from onething.modules.handling.queries import log_of
from onething.modules.identity.api import Account, actor_for
from onething.modules.supervision.api import TaskNotFound, TaskState, settle
from onething.modules.supervision.models import SupervisionTask
from onething.modules.supervision.services.hand_on import hand_on
from onething.platform.clock import moved
from onething.platform.outbox.api import Message, Work
from onething.platform.permissions import Actor, Role
from onething.project.composition import compose

GRANTING, SUPERVISING = "market-supervision", "urban-management"
FOUND = "排烟口正对居民窗户"


@remembered
def _granted() -> UUID:
    publish_packs()
    officer_at(GRANTING, name="赵启明")
    officer_at(GRANTING, name="桑主任", login="head", role=Role.BODY_HEAD)
    officer_at(SUPERVISING, name="周同行")
    application = surveyed_restaurant()
    grant_item(application, FOOD, now=MONDAY)
    return application


@pytest.fixture
def application(db: None, empty_house: None, stores: object) -> Iterator[UUID]:
    compose()
    with moved(MONDAY):
        granted = _granted()
        hand_on(work_of(case_of(granted, FOOD)))
        yield granted


def actor(login: str) -> Actor:
    return actor_for(Account.objects.get(login=login), channel="desk", post="", now=MONDAY)


def at(body: str) -> Visitor:
    return Visitor(browser_of(Account.objects.get(login=f"{body}-staff")), expected=(200, 422))


def test_the_supervising_body_accepts_answers_and_reports_and_the_other_asks_for_revocation(application: UUID) -> None:
    desk = at(SUPERVISING)
    desk.open("/desk/supervision/")
    desk.follow("食品经营许可")
    assert "最迟答复3月16日" in desk.words  # ten working days from the decision of Monday, 2 March
    desk.press("退回", action="supervise", answer="已登记")
    assert "现在不能这样答复" in desk.words
    with counted() as cost:
        desk.press("签收")
    assert locks_cases_before("supervision_supervisiontask", cost)  # as a revocation does
    desk.press("答复", action="supervise", answer="")
    assert "没有写检查或者纳管的情况" in desk.words
    desk.press("答复", action="supervise", answer="油烟净化设施已登记")
    desk.press("答复", action="report", answer=FOUND)

    granting = at(GRANTING)
    granting.open(f"/desk/cases/{case_of(application, FOOD).public_id}/")
    assert FOUND in granting.words
    granting.open("/desk/supervision/?tab=told-back")
    granting.follow("食品经营许可")
    granting.follow("报请负责人撤销决定")
    assert granting.path.endswith("/ask/revoke/")
    log = log_of(case_of(application, FOOD).public_id, actor=actor(f"{GRANTING}-staff"))
    assert [line.kind for line in log if "supervision" in line.kind] == [
        "supervision_sent", "supervision_accept", "supervision_supervise", "supervision_report",
    ]  # fmt: skip


def test_the_body_that_granted_says_how_it_dealt_with_a_report_until_the_next_one(application: UUID) -> None:
    task, granting, desk = SupervisionTask.objects.get(), at(GRANTING), at(SUPERVISING)
    page = f"/desk/supervision/{task.public_id}/"
    desk.open(page)
    desk.press("签收")
    desk.press("答复", action="report", answer=FOUND)

    granting.open(page)
    granting.press("登记已处理", settled=" ")
    assert "没有写怎样处理的" in granting.words
    granting.press("登记已处理", settled="已责令加装净化设施")
    assert "市场监督管理局赵启明" in granting.words
    granting.open("/desk/supervision/?tab=told-back")
    assert "没有通报和退回" in granting.words
    granting.open("/desk/supervision/?tab=settled")
    assert "审批部门已处理" in granting.words

    desk.open(page)
    assert "已责令加装净化设施" in desk.words
    with pytest.raises(TaskNotFound):
        settle(task=task.public_id, words="看过", version=None, actor=actor(f"{SUPERVISING}-staff"), now=MONDAY)
    desk.press("答复", action="report", answer="设施没有开")
    granting.open("/desk/supervision/?tab=told-back")
    granting.follow("食品经营许可")
    assert "设施没有开" in granting.words
    log = log_of(case_of(application, FOOD).public_id, actor=actor(f"{GRANTING}-staff"))
    assert [line.kind for line in log if "supervision" in line.kind] == [
        "supervision_sent", "supervision_accept", "supervision_report", "supervision_settled", "supervision_report",
    ]  # fmt: skip


def test_a_late_task_is_marked_and_ends_with_its_decision(application: UUID) -> None:
    task, case = SupervisionTask.objects.get(), case_of(application, FOOD)
    assert list(Message.objects.filter(topic=GRANTED).values_list("subject", flat=True)) == [case.public_id]
    assert (task.due_on, task.granted_on) == (date(2026, 3, 16), MONDAY.date())
    desk = at(SUPERVISING)
    with moved(MONDAY + timedelta(days=15)):
        desk.open("/desk/supervision/")
        assert "超期" in desk.words

    wish = Wish(action=CaseAction.REVOKE, reason=FOUND, rejection=NO, cause=RevocationCause.UNLAWFUL)
    asked = ask_approval(
        case=case.public_id, version=case_of(application, FOOD).row_version, wish=wish,
        actor=actor(f"{GRANTING}-staff"), now=MONDAY,
    )  # fmt: skip
    with pytest.raises(MoveRefused):
        approve(approval=asked.public_id, actor=actor("head"), now=MONDAY)  # the applicant may still speak
    assert SupervisionTask.objects.get().state == TaskState.SENT
    approve(approval=asked.public_id, actor=actor("head"), now=MONDAY + timedelta(days=15), harmless=True)
    desk.open("/desk/supervision/")
    assert "没有要签收和答复的监管任务" in desk.words
    desk.open("/desk/supervision/?tab=answered")
    assert "决定失效，不再办" in desk.words

    again = Wish(action=CaseAction.REOPEN, reason="补交材料后重新审查")
    later = MONDAY + timedelta(days=16)
    asked = ask_approval(
        case=case.public_id, version=case_of(application, FOOD).row_version, wish=again,
        actor=actor(f"{GRANTING}-staff"), now=later,
    )  # fmt: skip
    approve(approval=asked.public_id, actor=actor("head"), now=later)
    row = case_of(application, FOOD)
    words = {"opinion": "重新审查，符合条件。", "result_number": "E2"}
    grant(case=row.public_id, version=row.row_version, actor=actor(f"{GRANTING}-staff"), now=later, **words)
    hand_on(work_of(case))
    assert [(one.fallen, one.state) for one in SupervisionTask.objects.order_by("id")] == [
        (True, "ended"),
        (False, "sent"),
    ]


def test_a_task_is_written_once_and_never_for_a_decision_that_has_fallen(application: UUID) -> None:
    case = case_of(application, FOOD)
    hand_on(work_of(case))
    assert SupervisionTask.objects.count() == 1

    SupervisionTask.objects.all().delete()
    Case.objects.filter(pk=case.pk).update(state=CaseState.REVOKED)
    hand_on(work_of(case))
    assert not SupervisionTask.objects.exists()


def test_the_body_that_granted_has_nothing_to_answer(application: UUID) -> None:
    granting = at(GRANTING)
    granting.open("/desk/supervision/")
    assert "没有要签收和答复的监管任务" in granting.words
    granting.open(f"/desk/supervision/{SupervisionTask.objects.get().public_id}/")
    assert not list(granting.page.iter("textarea"))


def work_of(case: Case) -> Work:
    return Work(id=case.public_id, topic=GRANTED, subject=case.public_id, payload={}, attempt=1, now=MONDAY)
