"""Automatic decisions: over verified data alone, with every reason, never a refusal; and a person on request."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import override_settings

from builders.cases import CITIZEN, MONDAY, NO, case_at, compose_handling, officer
from builders.haulier import ITEM, accepted_haulier
from builders.newborn import publish_packs
from builders.remembering import remembered
from onething.core.lifecycle import CaseState
from onething.core.rules import Kind, NameType, compile_rule
from onething.modules.handling.api import (
    BY_RULE,
    CaseNotFound,
    MoveRefused,
    answer_request,
    ask_person,
    asked_for_person,
    automatic_of,
    deny,
    left_to_person,
    log_of,
)
from onething.modules.handling.domain.automatic import Circumstances, Fact, decide_automatic
from onething.modules.handling.services.decide_by_rule import grant_by_rule
from onething.modules.intake.api import Origin
from onething.modules.intake.domain.filed import read_form, write_form
from onething.modules.notify.api import Message as Told
from onething.modules.papers.models import Paper
from onething.platform.outbox.api import Message
from onething.platform.permissions import RULE as BY_ITSELF

RULE = compile_rule(
    'firm.kind == "公司" && firm.years >= 3',
    names={"firm.kind": NameType(Kind.TEXT), "firm.years": NameType(Kind.INT)},
)
LABELS = {"firm.kind": "类型", "firm.years": "年数"}
NOTHING_SPECIAL = Circumstances(
    state=CaseState.ACCEPTED, taken=False, promised=False, continues=False, asked=False, apart=False, four_eyes=False,
    unproven=(),
)  # fmt: skip


def facts(**values: Any) -> dict[str, Fact]:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    return {
        f"firm.{name}": Fact(name=f"firm.{name}", label=name, value=value, shown=str(value), source="登记", as_of=at)
        for name, value in values.items()
    }


@pytest.mark.parametrize(
    ("given", "granted", "said"),
    [
        ({"kind": "公司", "years": 3}, True, ["成立", "成立"]),
        ({"kind": "公司", "years": 2}, False, ["成立", "不成立"]),
        ({"kind": "公司"}, False, ["成立", "没有核验到"]),
        ({}, False, ["没有核验到", "没有核验到"]),
    ],
)
def test_only_what_is_verified_and_true_is_granted(given: dict[str, Any], granted: bool, said: list[str]) -> None:
    verdict = decide_automatic(RULE, facts(**given), LABELS, NOTHING_SPECIAL)

    assert verdict.granted is granted
    assert [reason.truth for reason in verdict.reasons] == said
    assert [reason.clause for reason in verdict.reasons] == ["类型等于“公司”", "年数不小于3"]


@pytest.mark.parametrize(
    ("other", "obstacle"),
    [
        ({"state": CaseState.PAUSED}, "办件不在刚受理、等待审查的状态"),
        ({"taken": True}, "经办人已经在审查"),
        ({"promised": True}, "有容缺或者告知承诺"),
        ({"continues": True}, "是延续申请"),
        ({"asked": True}, "有报批的事项没有批复"),
        ({"apart": True}, "本部门审查和决定由两人分别作出"),
        ({"unproven": ("照片",)}, "材料要人工看：照片"),
    ],
)
def test_whatever_stands_in_the_way_leads_to_a_person(other: dict[str, Any], obstacle: str) -> None:
    verdict = decide_automatic(RULE, facts(kind="公司", years=9), LABELS, replace(NOTHING_SPECIAL, **other))

    assert (verdict.granted, verdict.obstacles) == (False, (obstacle,))


def test_a_rule_may_stand_for_both_pairs_of_eyes_only_where_it_says_so() -> None:
    both = replace(NOTHING_SPECIAL, apart=True, four_eyes=True)

    assert decide_automatic(RULE, facts(kind="公司", years=9), LABELS, both).granted


@pytest.fixture
def house(db: None, empty_house: None, stores: object) -> None:
    compose_handling()


@remembered
def _accepted() -> UUID:
    publish_packs()
    return accepted_haulier()


@pytest.mark.usefixtures("house")
def test_what_registers_state_is_granted_and_the_paper_says_by_which_rule_and_data() -> None:
    application = _accepted()
    case = case_at(application, ITEM).public_id
    assert list(Message.objects.filter(topic=BY_RULE).values_list("subject", flat=True)) == [case]

    verdict = grant_by_rule(case, now=MONDAY)

    assert verdict is not None
    assert (verdict.granted, verdict.obstacles) == (True, ())
    row = case_at(application, ITEM)
    assert (row.state, row.officer) == ("concluded", None)
    assert [line.who for line in log_of(case, actor=officer(row.body_code)) if line.by_rule] == [
        "系统按规则自动作出",
        "系统按规则自动作出",
    ]
    paper = Paper.objects.get(application=application, kind="decision")
    assert json.loads(paper.data)["contents"]["by_rule"]["reasons"] == [
        "主体类型等于“有限责任公司”：成立",
        "经营范围是其中之一：“道路货物运输（不含危险货物）”、“道路货物运输（不含危险货物）；装卸搬运”：成立",
    ]
    (told,) = automatic_of(application, actor=CITIZEN)
    assert [(one.label, one.shown, one.source) for one in told.data] == [
        ("经营范围", "道路货物运输（不含危险货物）", "禾丰市人口库"),
        ("主体类型", "有限责任公司", "禾丰市人口库"),
    ]
    assert told.ask_by == date(2026, 3, 9)
    assert grant_by_rule(case, now=MONDAY).granted is False  # type: ignore[union-attr] # done again: nothing twice


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("origin", [Origin.FILLED, Origin.DISPUTED, Origin.PROVEN])
def test_what_a_person_wrote_or_disputes_is_left_to_the_officer(origin: Origin) -> None:
    application = _accepted()
    row = case_at(application, ITEM)
    filed = row.application
    filed.form = write_form(tuple(replace(entry, origin=origin) for entry in read_form(filed.form)))
    filed.save(update_fields=["form"])

    verdict = grant_by_rule(row.public_id, now=MONDAY)

    assert verdict is not None
    assert not verdict.granted
    assert case_at(application, ITEM).state == "accepted"
    grant_by_rule(row.public_id, now=MONDAY)
    by = officer(row.body_code)
    assert [line.kind for line in log_of(row.public_id, actor=by)].count("left_to_person") == 1
    told = left_to_person(row.public_id, form=read_form(filed.form), actor=by)
    assert told is not None
    assert [(reason.clause[:6], reason.truth) for reason in told.reasons] == [
        ("主体类型等于", "没有核验到"),
        ("经营范围是其", "没有核验到"),
    ]


@pytest.mark.usefixtures("house")
def test_no_rule_can_refuse() -> None:
    row = case_at(_accepted(), ITEM)

    with pytest.raises(CaseNotFound):
        deny(case=row.public_id, version=row.row_version, rejection=NO, actor=BY_ITSELF, now=MONDAY)


@pytest.mark.usefixtures("house")
def test_two_pairs_of_eyes_leave_it_to_people() -> None:
    application = _accepted()
    with override_settings(REVIEW_APART=("*",)):
        verdict = grant_by_rule(case_at(application, ITEM).public_id, now=MONDAY)

    assert verdict is not None
    assert verdict.obstacles == ("本部门审查和决定由两人分别作出",)


@pytest.mark.usefixtures("house")
def test_the_applicant_asks_once_in_time_for_a_person_and_is_answered() -> None:
    application = _accepted()
    case = case_at(application, ITEM).public_id
    grant_by_rule(case, now=MONDAY)
    body = case_at(application, ITEM).body_code

    with pytest.raises(MoveRefused, match="期限已经过了"):
        ask_person(application=application, case=case, request="请看", actor=CITIZEN, now=MONDAY + timedelta(days=8))
    ask_person(application=application, case=case, request="经营范围已经变更", actor=CITIZEN, now=MONDAY)
    with pytest.raises(MoveRefused, match="不用再申请"):
        ask_person(application=application, case=case, request="再看", actor=CITIZEN, now=MONDAY)

    assert [one.request for one in asked_for_person(actor=officer(body), now=MONDAY)] == ["经营范围已经变更"]
    assert asked_for_person(actor=officer("police"), now=MONDAY) == ()
    with pytest.raises(CaseNotFound):
        answer_request(case=case, answer="看过", actor=officer("police"), now=MONDAY)
    answer_request(case=case, answer="已核对登记，决定正确", actor=officer(body), now=MONDAY)
    assert asked_for_person(actor=officer(body), now=MONDAY) == ()
    assert [one.answer for one in automatic_of(application, actor=CITIZEN)] == ["已核对登记，决定正确"]
    assert Told.objects.filter(owner=CITIZEN.person, kind="person_answered", application=application).count() == 1
