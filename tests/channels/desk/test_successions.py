"""A head asks that the own body go on with what another did, the government answers, and everything is at the new desk."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from builders.cases import MONDAY, SITE
from builders.filing import citizen
from builders.newborn import publish_packs
from builders.remembering import remembered
from builders.restaurant import FOOD, browser_of, case_of, officer_at, surveyed_restaurant
from builders.statements import counted
from builders.visiting import Visitor
from onething.modules.handling.services.succeed import move_succeeded
from onething.modules.hearings.models import Hearing
from onething.modules.identity.api import Account
from onething.modules.joint_sessions.models import SessionPart
from onething.platform.clock import moved
from onething.platform.permissions import Role
from onething.project.composition import compose

FORMER, SUCCESSOR = "market-supervision", "development-reform"
DOCUMENT = "禾丰市机构改革方案（禾委发〔2026〕3号）"
PAGE = "/desk/successions/"


@remembered
def _filed() -> UUID:
    publish_packs()
    for body in (FORMER, SUCCESSOR):
        officer_at(body, name=f"审批{body}")
        officer_at(body, name=f"负责{body}", login=f"{body}-head", role=Role.BODY_HEAD)
    for body in ("fire", "urban-management"):
        officer_at(body, name=f"审批{body}")
    officer_at("", name="韩若水", role=Role.WINDOW_CLERK, site=SITE)
    officer_at("", name="丰市长", login="mayor", role=Role.GOVERNMENT_HEAD)
    return surveyed_restaurant(owner=citizen("mother", MONDAY))


@pytest.fixture
def application(db: None, empty_house: None, stores: object) -> Iterator[UUID]:
    compose()
    with moved(MONDAY):
        yield _filed()


def at(login: str, path: str = PAGE) -> Visitor:
    visitor = Visitor(browser_of(Account.objects.get(login=login)), expected=(200, 422))
    visitor.open(path)
    return visitor


def asked(*items: str) -> Visitor:
    head = at(f"{SUCCESSOR}-head")
    head.press("选职责", former=FORMER)
    head.press("报请批准", items=list(items), from_day="2026-03-02", document=DOCUMENT)
    return head


def test_a_head_asks_the_government_approves_and_the_cases_are_at_the_new_desk(application: UUID) -> None:
    head = at(f"{SUCCESSOR}-head")
    head.press("选职责", former=FORMER)
    assert "食品经营许可" in head.words
    head.press("报请批准")
    assert "没有写划转的依据" in head.words
    assert "没有写从哪一天起" in head.words
    head = asked()
    assert "已报批，等本级政府负责人批复" in head.words
    assert "全部职责" in head.words

    mayor = at("mayor", "/desk/approvals/")
    mayor.follow("禾丰市市场监督管理局→禾丰市发展和改革委员会")
    assert "禾丰市市场监督管理局→禾丰市发展和改革委员会待批" in mayor.words
    assert "件将改由承接部门办理" in mayor.words
    mayor.press("不同意")
    assert "没有写不同意的理由" in mayor.words
    mayor.press("同意")
    assert "已同意。从生效的那一天起" in mayor.words
    move_succeeded(MONDAY)

    case = case_of(application, FOOD)
    desk = at(f"{SUCCESSOR}-staff", f"/desk/cases/{case.public_id}/")
    assert "职责划转，改由承接部门办理" in desk.words
    applicant = at("oidc-mother", f"/applications/{application}/")
    assert "办理部门变更告知书" in applicant.words
    assert "禾丰市发展和改革委员会" in applicant.words


def test_only_the_items_that_were_chosen_stand_in_it_and_it_can_be_taken_back(application: UUID) -> None:
    head = asked(FOOD)
    assert "食品经营许可" in head.words
    assert "全部职责" not in head.words

    head.press("收回报批")

    assert "已收回" in head.words
    assert "没有职责划转" not in head.words
    move_succeeded(MONDAY)
    assert case_of(application, FOOD).body_code == FORMER


def test_what_is_gone_or_incomplete_changes_nothing(application: UUID) -> None:
    asked()
    browser = browser_of(Account.objects.get(login="mayor"))

    gone = browser.post(PAGE, {"act": "approve", "succession": str(application)})

    assert (gone.status_code, "没有找到这项职责划转" in gone.content.decode()) == (422, True)
    assert browser.post(PAGE, {"act": "approve", "succession": "x"}).status_code == 400
    assert browser.post(PAGE, {}).status_code == 400


@pytest.mark.parametrize("login", [f"{SUCCESSOR}-staff", f"{SITE}-staff", "oidc-mother"])
def test_the_page_is_for_the_heads_alone(application: UUID, login: str) -> None:
    browser = browser_of(Account.objects.get(login=login))

    assert browser.get(PAGE).status_code == 403
    assert browser.post(PAGE, {"act": "ask"}).status_code == 403


def test_the_list_costs_the_same_however_much_stands_in_it(application: UUID) -> None:
    asked()
    browser = browser_of(Account.objects.get(login=f"{SUCCESSOR}-head"))
    browser.get(PAGE)
    with counted() as one:
        browser.get(PAGE)
    asked(FOOD)
    Visitor(browser).open(PAGE)

    with counted() as two:
        browser.get(PAGE)

    assert len(two.statements) == len(one.statements)


def test_the_joint_survey_and_the_hearing_go_along(application: UUID) -> None:
    window = at(f"{SITE}-staff", f"/counter/applications/{application}/")
    window.follow("约联合勘验")
    window.press("约定", kind="survey", on="2026-03-05", slot="morning", place="稻香路 18 号", bring="")
    desk = at(f"{FORMER}-staff", f"/desk/cases/{case_of(application, FOOD).public_id}/")
    desk.press("转审查")
    desk.follow("告知听证权利或者举行听证")
    desk.press("确认", cause="interests", reason="油烟影响相邻住户", others="欧阳邻")
    asked()
    at("mayor").press("同意")

    move_succeeded(MONDAY)

    case = case_of(application, FOOD)
    part, hearing = SessionPart.objects.get(case=case.public_id), Hearing.objects.get(case=case.public_id)
    assert {part.body_code, hearing.body_code} == {SUCCESSOR}
    assert {part.body_name, hearing.body_name} == {"禾丰市发展和改革委员会"}
    assert "食品经营许可" in at(f"{SUCCESSOR}-staff", "/desk/hearings/").words
    with moved(MONDAY + timedelta(days=3)):
        session = at(f"{SUCCESSOR}-staff", "/desk/sessions/")
        session.follow("3月5日")
        assert "禾丰市发展和改革委员会" in session.words
