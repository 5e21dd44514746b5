"""An item's own limit, and who may lengthen it: the head of the body, or of the government where the law says so."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from builders.cases import CLERK, MONDAY, case_at, file_plan, officer
from builders.restaurant import GOVERNMENT
from onething.core.calendar import Span
from onething.core.lifecycle import CaseAction
from onething.core.planning import Selection, compile_plan
from onething.modules.catalogue.api import published_bundle
from onething.modules.handling.api import (
    CaseNotFound,
    MoveRefused,
    Wish,
    accept_application,
    approve,
    ask_approval,
    case_for,
    open_approvals,
)
from onething.modules.handling.models import Case
from onething.modules.papers.models import Paper
from onething.platform.clock import SHANGHAI
from onething.platform.logs.models import ActionRow
from onething.platform.permissions import Role

pytestmark = pytest.mark.usefixtures("city")
ANSWERS = {"site": "building", "tenure": "rent", "outside": "yes", "dig_road": "yes"}
WISH = Wish(action=CaseAction.EXTEND, reason="穿越铁路，要等铁路部门答复", by=Span.working_days(15))


def works() -> Case:
    """外线工程联合审批: 45 working days, and 15 more with the approval of the head of the government (行政许可法 42.2)."""
    source = published_bundle("utilities", on=MONDAY.date())
    plan = compile_plan(
        bundle=source.bundle, library=source.library, parameters=source.parameters, calendar=source.calendar,
        answers=ANSWERS, selection=Selection(), holdings={}, start=MONDAY.date(), bundle_version=source.version,
    )  # fmt: skip
    application = file_plan(plan)
    accept_application(application=application, actor=CLERK, now=MONDAY)
    return case_at(application, "external-works-approval")


def test_only_the_head_of_the_government_lengthens_what_the_law_leaves_to_the_government() -> None:
    case = works()
    assert {line.legal_ground for line in ActionRow.objects.filter(kind="accept", body_code=case.body_code)} == {
        "行政许可法 第三十二条第一款第五项、第二款"
    }
    asker = officer(case.body_code)
    head = replace(asker, role=Role.BODY_HEAD, account=officer(case.body_code).account)
    before = case_for(case.public_id, actor=asker, purpose="审查办件", now=MONDAY).statutory_on
    with pytest.raises(MoveRefused, match="最多延长 15 个工作日"):
        ask_approval(
            case=case.public_id, version=case.row_version, actor=asker, now=MONDAY,
            wish=replace(WISH, by=Span.working_days(16)),
        )  # fmt: skip

    asked = ask_approval(case=case.public_id, version=case.row_version, wish=WISH, actor=asker, now=MONDAY)
    with pytest.raises(CaseNotFound):
        approve(approval=asked.public_id, actor=head, now=MONDAY)
    with pytest.raises(CaseNotFound):
        approve(approval=asked.public_id, actor=replace(GOVERNMENT, region_path="/880000/"), now=MONDAY)
    seen = open_approvals(actor=GOVERNMENT)
    paper = approve(approval=asked.public_id, actor=GOVERNMENT, now=MONDAY)

    assert asked.law == ("《行政许可法》第26条、第42条",)
    assert [(one.approval.public_id, one.approval.by_government) for one in seen] == [(asked.public_id, True)]
    after = case_for(case.public_id, actor=asker, purpose="审查办件", now=MONDAY)
    assert (before, after.statutory_on) == (date(2026, 5, 8), date(2026, 5, 28))  # 5月9日 is worked
    assert after.info.extended == ("15 个工作日",)
    assert '"approver":"本级人民政府负责人"' in Paper.objects.get(public_id=paper.public_id).data


@pytest.mark.parametrize("late", [0, 1], ids=["on the promised day", "the day after"])
def test_an_extension_moves_a_promise_only_until_it_is_missed_and_the_paper_says_so(late: int) -> None:
    """行政许可法 42 lengthens the limit of the law; the shorter day that the body promised itself stays missed."""
    case = works()
    asker, last = officer(case.body_code), case.due_on
    assert last == date(2026, 3, 4)
    on = MONDAY + timedelta(days=2 + late)
    asked = ask_approval(case=case.public_id, version=case.row_version, wish=WISH, actor=asker, now=on)
    paper = approve(approval=asked.public_id, actor=GOVERNMENT, now=on)

    case.refresh_from_db()
    moved = date(2026, 3, 25)
    assert case.due_on == (last if late else moved)
    assert case.due_at.astimezone(SHANGHAI).date() == case.due_on
    told = json.loads(Paper.objects.get(public_id=paper.public_id).data)["contents"]
    assert (told["due_on"], told["promised_until"]) == ("2026-05-28", f"{last}")
    assert told["promised_on"] == f"{case.due_on}"
