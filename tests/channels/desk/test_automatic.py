"""What a rule decided, on the pages: the applicant reads rule and data and asks for a person, the desk answers."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import override_settings

from builders.cases import MONDAY
from builders.filing import citizen
from builders.haulier import ITEM, accepted_haulier
from builders.newborn import publish_packs
from builders.remembering import remembered
from builders.restaurant import browser_of, case_of, officer_at
from builders.visiting import Visitor
from onething.modules.handling.services.decide_by_rule import grant_by_rule
from onething.modules.identity.api import Account
from onething.platform.clock import moved
from onething.platform.logs.models import AccessRow
from onething.project.composition import compose


@remembered
def _accepted() -> UUID:
    publish_packs()
    officer_at("market-supervision", name="赵启明")
    return accepted_haulier(owner=citizen("mother", MONDAY))


@pytest.fixture
def application(db: None, empty_house: None, stores: object) -> Iterator[UUID]:
    compose()
    with moved(MONDAY):
        yield _accepted()


def test_the_applicant_reads_rule_and_data_and_a_person_answers(application: UUID) -> None:
    case = case_of(application, ITEM)
    grant_by_rule(case.public_id, now=MONDAY)
    person = Visitor(browser_of(Account.objects.get(login="oidc-mother")), expected=(200, 422))
    person.open(f"/applications/{application}/")
    assert "自动作出的决定" in person.words
    person.follow("查看、复核")
    assert "主体类型等于“有限责任公司”" in person.words
    assert "来自禾丰市人口库" in person.words
    person.press("申请人工复核")
    assert "没有写希望复核什么" in person.words
    person.press("申请人工复核", request="经营范围已经变更")
    assert "已申请人工复核，等待答复" in person.words

    desk = Visitor(browser_of(Account.objects.get(login="market-supervision-staff")), expected=(200, 422))
    desk.open("/desk/automatic/")
    assert "经营范围已经变更" in desk.words
    looks = AccessRow.objects.filter(purpose="人工复核").values_list("data_of", "case_ref", "fields")
    assert list(looks) == [(case.owner, case.public_id, "data,request")]
    desk.press("答复申请人", **{f"answer-{case.public_id}": "已核对登记，决定正确"})
    assert "没有待复核的决定" in desk.words

    person.open(f"/applications/{application}/automatic/{case.public_id}/")
    assert "已核对登记，决定正确" in person.words


def test_the_officer_reads_why_the_rule_left_the_case_to_a_person(application: UUID) -> None:
    case = case_of(application, ITEM)
    with override_settings(REVIEW_APART=("*",)):
        grant_by_rule(case.public_id, now=MONDAY)

    desk = Visitor(browser_of(Account.objects.get(login="market-supervision-staff")))
    desk.open(f"/desk/cases/{case.public_id}/")
    assert "为什么没有自动审批" in desk.words
    assert "本部门审查和决定由两人分别作出" in desk.words
    assert "规则：登记为有限责任公司，经营范围含道路货物运输" in desk.words
