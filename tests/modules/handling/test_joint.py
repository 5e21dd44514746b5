"""Licences that several bodies decide about together have a day in common; one body alone has its own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from builders.cases import CITIZEN, CLERK, MONDAY, SITE, accepted_newborn, case_at, grant_item, officer
from builders.restaurant import FIRE, FOOD, GOVERNMENT, MORE, PASSWORD, browser_of, officer_at, surveyed_restaurant
from onething.core.calendar import Span
from onething.core.lifecycle import Ground
from onething.modules.handling.api import (
    CaseNotFound,
    MoveRefused,
    Stop,
    approve,
    ask_joint_extension,
    joint_due_of,
    stop_clock,
)
from onething.modules.handling.approving import may_answer
from onething.modules.handling.domain.approvals import SAME_PERSON
from onething.modules.handling.models import Approval, Delegation
from onething.modules.identity.api import actor_for, create_staff, give_post
from onething.modules.papers.models import Paper
from onething.platform.clock import moved
from onething.platform.database import new_public_id
from onething.platform.logs.models import ActionRow
from onething.platform.permissions import Role

pytestmark = pytest.mark.usefixtures("city")


def test_the_common_day_is_told_until_all_is_decided_and_to_nobody_else() -> None:
    application = surveyed_restaurant()
    fire = case_at(application, FIRE)
    told = joint_due_of(application, actor=CITIZEN)
    at_the_desk = joint_due_of(application, actor=officer(fire.body_code))
    of_another = joint_due_of(application, actor=replace(CITIZEN, person=new_public_id()))

    stop_clock(
        case=fire.public_id, version=fire.row_version, actor=officer(fire.body_code), now=MONDAY,
        stop=Stop(ground=Ground("D"), reason="样品送检", expected=Span.working_days(10)),
    )  # fmt: skip
    standing = joint_due_of(application, actor=CITIZEN)

    assert told is not None
    assert (told.licences, told.bodies, told.due_on) == (
        2,
        2,
        date(2026, 5, 8),
    )  # 45 working days: 4月6日, 5月1日至5日 off
    assert told.basis == "《行政许可法》第二十六条第二款、第四十二条第二款"
    assert at_the_desk == told
    assert of_another is None
    assert standing is not None
    assert standing.due_on is None


def test_when_everything_is_decided_no_day_is_left() -> None:
    application = surveyed_restaurant()
    for item in (FOOD, FIRE):
        grant_item(application, item)

    assert joint_due_of(application, actor=CITIZEN) is None
    assert joint_due_of(accepted_newborn(serial=2), actor=CITIZEN) is None


def test_the_government_lengthens_the_common_day_once_and_everybody_reads_it() -> None:
    application = surveyed_restaurant()
    food, fire = case_at(application, FOOD), case_at(application, FIRE)
    asker, other = officer(food.body_code), officer(fire.body_code)
    refused = refusal(ask_joint_extension, case=fire.public_id, version=fire.row_version, wish=MORE, actor=other)
    too_long = replace(MORE, by=Span.working_days(16))
    longer = refusal(ask_joint_extension, case=food.public_id, version=food.row_version, wish=too_long, actor=asker)

    asked = ask_joint_extension(
        case=food.public_id, version=food.row_version, wish=MORE, actor=asker, now=MONDAY
    ).public_id  # fmt: skip
    again = refusal(ask_joint_extension, case=food.public_id, version=food.row_version + 1, wish=MORE, actor=asker)
    nobody = [asker, replace(asker, role=Role.BODY_HEAD), replace(GOVERNMENT, region_path="/880000/")]
    for actor in nobody:
        with pytest.raises(CaseNotFound):
            approve(approval=asked, actor=actor, now=MONDAY)
    himself = refusal(approve, approval=asked, actor=replace(GOVERNMENT, account=asker.account))
    paper = approve(approval=asked, actor=GOVERNMENT, now=MONDAY)
    twice = refusal(
        ask_joint_extension, case=food.public_id, version=case_at(application, FOOD).row_version, wish=MORE, actor=asker
    )  # fmt: skip

    assert "由牵头部门" in refused
    assert "最多延长 15 个工作日" in longer
    assert "已经报批" in again
    assert himself == SAME_PERSON
    assert "只允许延长 1 次" in twice
    told = joint_due_of(application, actor=CITIZEN)
    assert told is not None
    assert (told.due_on, told.extended) == (date(2026, 5, 28), "15 个工作日")  # 5月9日 is worked
    assert [joint_due_of(application, actor=one) for one in (other, CLERK)] == [told, told]
    assert case_at(application, FOOD).due_on == food.due_on
    printed = Paper.objects.get(public_id=paper.public_id)
    assert (printed.kind, printed.case) == ("extension", None)
    lines = ActionRow.objects.filter(kind="joint_lengthened")
    assert {line.subject_id for line in lines} == {food.public_id, fire.public_id}
    assert {(line.payload["old"], line.payload["new"]) for line in lines} == {("2026-05-08", "2026-05-28")}
    assert {(line.actor_account, line.actor_role) for line in lines} == {(GOVERNMENT.account, "government_head")}


@pytest.mark.parametrize(("day", "answers"), [(0, True), (3, True), (4, False)])
def test_who_stands_in_for_the_head_of_the_government_holds_that_post_for_these_days(day: int, answers: bool) -> None:
    food, on = case_at(surveyed_restaurant(), FOOD), MONDAY + timedelta(days=day)
    deputy = create_staff(login="deputy", password=PASSWORD, display_name="副市长")
    give_post(
        account=deputy, role=Role.GOVERNMENT_HEAD, title="代行市长审批", region_code="990100",
        from_day=MONDAY.date(), until_day=MONDAY.date() + timedelta(days=4),
    )  # fmt: skip
    of_the_body = officer(food.body_code)
    Delegation.objects.create(
        body_code=food.body_code, head=new_public_id(), deputy=of_the_body.account, reason="出差", made_at=MONDAY,
        from_day=MONDAY.date(), until_day=date(2027, 1, 1),
    )  # fmt: skip

    actor = actor_for(deputy, channel="desk", post="", now=on)

    assert may_answer(actor, food, by_government=True, on=on.date()) is answers
    assert not may_answer(of_the_body, food, by_government=True, on=on.date())
    assert may_answer(of_the_body, food, by_government=False, on=on.date())


def test_the_government_answers_on_its_page_and_opens_no_case() -> None:
    application = surveyed_restaurant()
    food = case_at(application, FOOD)
    officer_page = browser_of(officer_at(food.body_code, name="严市监"))
    government = browser_of(officer_at("", name="丰市长", role=Role.GOVERNMENT_HEAD))
    window = browser_of(officer_at("", name="周小窗", role=Role.WINDOW_CLERK, site=SITE))
    address = f"/desk/cases/{food.public_id}/ask/lengthen_joint/"
    with moved(MONDAY):
        link = officer_page.get(f"/desk/cases/{food.public_id}/").content.decode()
        form = officer_page.get(address).content.decode()
        typed = {"version": food.row_version, "days": "15", "reason": MORE.reason}
        asked = officer_page.post(address, typed, follow=True).content.decode()
        request = Approval.objects.get()
        page = f"/desk/approvals/{request.public_id}/"
        own = officer_page.get(page).content.decode()
        listed = government.get("/desk/approvals/").content.decode()
        shown = government.get(page).content.decode()
        case = government.get(f"/desk/cases/{food.public_id}/").status_code
        done = government.post(page, {"act": "approve", "version": request.row_version}, follow=True).content.decode()
        at_window = window.get(f"/counter/applications/{application}/").content.decode()
        after = officer_page.get(f"/desk/cases/{food.public_id}/").content.decode()

    assert "报请本级政府负责人延长联合办理的期限" in link
    assert "联合办理期限" in form
    assert "已报请本级政府负责人批准：延长联合办理的期限" in asked
    assert "收回报批" in own
    assert ">同意</" not in own
    assert page in listed
    assert "2 个部门的 2 项许可，现在最迟 2026年5月8日全部决定" in shown
    assert "打开办件" not in shown
    assert case == 403
    assert "已同意：延长联合办理的期限" in done
    assert "其中经本级政府负责人批准延长 15 个工作日" in after
    assert "最迟 2026年5月28日全部决定，其中经本级政府负责人批准延长 15 个工作日" in at_window
    assert "报请本级政府负责人" not in after


def refusal(step: Callable[..., object], **given: object) -> str:
    with pytest.raises(MoveRefused) as refused:
        step(now=MONDAY, **given)
    return str(refused.value)
