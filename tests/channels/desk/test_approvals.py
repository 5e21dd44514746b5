"""What the head answers: extensions, endings, what is undone or taken up anew, and who may answer."""

import json
from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from builders.bombs import add_script
from builders.cases import (
    CITIZEN,
    CLERK,
    MONDAY,
    NO,
    accepted_newborn,
    case_at,
    file_newborn,
    grant_item,
    officer,
    states,
)
from builders.desk import LAW, account_of, answer, browser_of, kinds, later, press, text_of
from builders.files import pdf
from builders.filing import PDF, citizen
from builders.notices import CONSENT, FATHER, TUESDAY, supply
from onething.modules.delivery.handlers import when_reopened
from onething.modules.delivery.models import HandOver
from onething.modules.handling.api import (
    Case,
    CaseReopened,
    ask_correction,
    ask_for_more,
    cases_of,
    deny,
    state_views,
    version_of,
)
from onething.modules.handling.models import Approval, Writing
from onething.modules.intake.models import Application
from onething.modules.papers.models import Paper
from onething.platform.events import react
from onething.platform.files.api import REASONS
from onething.platform.logs.models import AccessRow, ActionRow
from onething.platform.permissions import Actor, Role

LogIn = Callable[..., Client]


def test_the_head_extends_what_an_officer_asks_for_once(log_in: LogIn, application: UUID) -> None:
    case = case_at(application, "birth-certificate")
    Case.objects.filter(pk=case.pk).update(
        item_type="01",
        limits={**case.limits, "statutory": [40, "working_day"], "extension": [[20, "working_day"], "body_head", 1]},
    )
    officer, head = log_in("health", login="officer"), log_in("health", role=Role.BODY_HEAD)

    too_long = press(officer, case, "ask/extend", days="11", reason="档案还在调取")
    assert "最多延长 10" in too_long
    assert "已报请负责人批准：延长办理期限" in press(officer, case, "ask/extend", days="10", reason="档案还在调取")
    assert "等批复" in press(officer, case, "ask/extend", days="10", reason="再问一次")
    assert "延长办理期限 10" in text_of(head.get("/desk/approvals/"))
    assert "报批的人不能自己批准" not in answer(head, "approve")

    assert kinds(case) == ["extension"]
    cited = json.loads(Paper.objects.get(case=case.public_id, kind="extension").data)["contents"]["law"]
    assert [(law["document"], law["article"]) for law in cited] == [("母婴保健法", "第23条")]  # that of the limit
    logged = ActionRow.objects.get(subject_id=case.public_id, kind="extend")
    assert logged.actor_role == "body_head"
    assert "法律只允许延长 1 次" in press(officer, case, "ask/extend", days="5", reason="还不够")


def test_what_the_law_leaves_to_the_government_its_head_lengthens(log_in: LogIn, application: UUID) -> None:
    case = case_at(application, "birth-certificate")
    limits = {"statutory": [90, "working_day"], "extension": [[30, "working_day"], "government_head", 1]}
    Case.objects.filter(pk=case.pk).update(limits={**case.limits, **limits})
    officer, head = log_in("health", login="officer"), log_in("health", role=Role.BODY_HEAD)
    government, page = log_in("", role=Role.GOVERNMENT_HEAD), f"/desk/cases/{case.public_id}/"

    offered, form = text_of(officer.get(page)), text_of(officer.get(f"{page}ask/extend/"))
    asked = press(officer, case, "ask/extend", days="15", reason="穿越铁路，要等铁路部门答复")
    waits = text_of(officer.get(f"/desk/approvals/{Approval.objects.get().public_id}/"))
    by_the_body = head.post(f"/desk/approvals/{Approval.objects.get().public_id}/", {"act": "approve"})
    listed = text_of(government.get("/desk/approvals/"))
    done = answer(government, "approve")

    assert "报请本级政府负责人延长办理期限" in offered
    assert "最多 15 个工作日，依据《母婴保健法》第23条" in form
    assert "报请本级政府负责人批准" in form
    assert "已报请本级政府负责人批准：延长办理期限" in asked
    assert "正在等本级政府负责人批复" in waits
    assert by_the_body.status_code == 404
    assert "延长办理期限 15 个工作日" in listed
    assert "已同意：延长办理期限" in done
    printed = json.loads(Paper.objects.get(case=case.public_id, kind="extension").data)["contents"]
    assert (printed["approver"], printed["by_label"]) == ("本级人民政府负责人", "15 个工作日")
    logged = ActionRow.objects.get(subject_id=case.public_id, kind="extend")
    assert (logged.actor_role, logged.legal_ground) == ("government_head", "《母婴保健法》第23条")
    assert "报请本级政府负责人延长办理期限" not in text_of(officer.get(page))


def test_a_request_is_declined_with_a_reason_and_nothing_changes(health: Client, head: Client, case: Case) -> None:
    press(health, case, "ask/terminate", **LAW | {"reason": "申请人死亡"})

    assert "没有写不同意的理由" in answer(head, "decline")
    assert "已批复不同意" in answer(head, "decline", note="请先核实")

    assert states(case.application_ref)["birth-certificate"] == "accepted"
    assert kinds(case) == []
    assert "不同意" in text_of(health.get(f"/desk/cases/{case.public_id}/"))
    assert "已经批复过" in answer(head, "approve")


def test_a_termination_ends_what_waits_and_says_so_on_paper(health: Client, head: Client, case: Case) -> None:
    press(health, case, "ask/terminate", **LAW | {"reason": "申请人死亡"})

    assert "已同意：终止办理" in answer(head, "approve")

    found = states(case.application_ref)
    assert (found["birth-certificate"], found["birth-registration"]) == ("terminated", "terminated")
    assert kinds(case) == ["termination"]


def test_a_decision_is_revoked_only_after_the_person_was_heard(health: Client, head: Client, case: Case) -> None:
    grant_item(case.application_ref, "birth-certificate")
    assert "已报请负责人批准：撤销决定" in press(health, case, "ask/revoke", **LAW)
    asked = Approval.objects.get()
    assert kinds(case) == ["decision", "hearing"]

    assert "还在听取申请人的陈述、申辩，最迟到3月9日" in answer(head, "approve")
    state_views(
        application=case.application_ref, approval=asked.public_id, statement="记录是真的", actor=CITIZEN, now=MONDAY
    )
    assert "又提出了陈述、申辩" in answer(head, "approve", version=str(asked.row_version))
    assert "记录是真的" in text_of(head.get(f"/desk/approvals/{asked.public_id}/"))
    assert AccessRow.objects.filter(purpose="批复", data_of=CITIZEN.person, case_ref=case.public_id).exists()
    assert "已同意：撤销决定" in answer(head, "approve", note="医院证实没有这份记录。")

    assert Case.objects.get(pk=case.pk).state == "revoked"
    assert kinds(case) == ["decision", "hearing", "revocation"]
    assert Paper.objects.get(kind="decision").revoked_for.startswith("撤销决定")
    assert "已经听取。医院证实没有这份记录。" in Paper.objects.get(kind="revocation").data


def test_a_licence_is_revoked_for_a_stated_cause_and_not_where_it_harms_the_public(
    health: Client, head: Client, case: Case
) -> None:
    grant_item(case.application_ref, "birth-certificate")
    Case.objects.filter(pk=case.pk).update(item_type="01")
    assert "没有选撤销的情形" in press(health, case, "ask/revoke", **LAW)
    assert not Approval.objects.exists()
    press(health, case, "ask/revoke", **LAW, cause="unlawful")
    shown = text_of(head.get(f"/desk/approvals/{Approval.objects.get().public_id}/"))
    assert "您的合法权益因撤销受到损害的，本机关依法给予赔偿" in shown

    with later(head, days=8):
        assert "可能造成重大损害的，不予撤销" in answer(head, "approve", note="没有陈述。")
        assert Case.objects.get(pk=case.pk).state != "revoked"
        assert "已同意：撤销决定" in answer(head, "approve", harmless="yes")

    told = json.loads(Paper.objects.get(kind="revocation").data)["contents"]["consequences"]
    assert [one["basis"]["article"] for one in told] == ["第六十九条第一款", "第六十九条第三款", "第六十九条第四款"]


def test_what_is_no_licence_has_no_cause_to_choose(health: Client, case: Case) -> None:
    grant_item(case.application_ref, "birth-certificate")

    assert "撤销的情形" not in text_of(health.get(f"/desk/cases/{case.public_id}/ask/revoke/"))
    assert "只有撤销准予的行政许可要选情形" in press(health, case, "ask/revoke", **LAW, cause="deceit")
    assert not Approval.objects.exists()


def test_views_on_paper_that_came_in_time_are_heard_though_a_window_enters_them_later(
    health: Client, head: Client, log_in: LogIn, case: Case
) -> None:
    grant_item(case.application_ref, "birth-certificate")
    press(health, case, "ask/revoke", **LAW)
    asked, window = Approval.objects.get(), log_in("", role=Role.WINDOW_CLERK, site="city-centre")
    assert asked.speak_by == date(2026, 3, 9)
    address = f"/counter/applications/{case.application_ref}/statements/{asked.public_id}/"
    typed = {"statement": "记录是真的", "received_on": "2026年3月9日"}

    with later(window, days=8):
        assert "没有上传书面意见的扫描件" in text_of(window.post(address, typed))
        late = {**typed, "received_on": "20260310", "scan": SimpleUploadedFile("意见.pdf", PDF)}
        assert "期限已经过了" in text_of(window.post(address, late))
        early = {**typed, "received_on": "20260228", "scan": SimpleUploadedFile("意见.pdf", PDF)}
        assert "要在告知以后" in text_of(window.post(address, early))
        bomb = {**typed, "scan": SimpleUploadedFile("意见.pdf", pdf(add_script))}
        assert REASONS["upload.pdf_active"] in text_of(window.post(address, bomb))
        assert Approval.objects.get().stated_at is None
        sent = {**typed, "scan": SimpleUploadedFile("意见.pdf", PDF)}
        assert "已登记书面陈述、申辩" in text_of(window.post(address, sent, follow=True))
    assert AccessRow.objects.filter(purpose="窗口代收陈述、申辩", data_of=CITIZEN.person).exists()

    with later(head, days=8):
        assert "又提出了陈述、申辩" in answer(head, "approve", version=str(asked.row_version))
        shown, file = text_of(head.get(f"/desk/approvals/{asked.public_id}/")), Writing.objects.get().file
        assert "记录是真的" in shown
        assert "2026年3月9日窗口收到书面意见" in shown
        assert head.get(f"/desk/approvals/{asked.public_id}/files/{file}").status_code == 200
        assert AccessRow.objects.filter(purpose="批复", fields=f"file:{file}", data_of=CITIZEN.person).exists()
        assert "已同意：撤销决定" in answer(head, "approve", note="医院证实没有这份记录。")
    assert "已经听取。医院证实没有这份记录。" in Paper.objects.get(kind="revocation").data


def test_what_was_revoked_is_cancelled_too(health: Client, head: Client, case: Case) -> None:
    grant_item(case.application_ref, "birth-certificate")
    press(health, case, "ask/revoke", **LAW)
    Approval.objects.update(speak_by=None)
    answer(head, "approve")

    offered = text_of(health.get(f"/desk/cases/{case.public_id}/"))
    press(health, case, "ask/cancel", **LAW)
    done = answer(head, "approve")

    assert f"/desk/cases/{case.public_id}/ask/cancel/" in offered
    assert "已同意：注销" in done
    assert Case.objects.get(pk=case.pk).state == "cancelled"
    assert kinds(case) == ["decision", "hearing", "revocation", "cancellation"]


def test_who_stays_silent_is_not_waited_for_longer_than_told(health: Client, head: Client, case: Case) -> None:
    grant_item(case.application_ref, "birth-certificate")
    press(health, case, "ask/recall", **LAW | {"reason": "所依据的规定已经废止"})

    with later(head, days=8):
        assert "已同意：撤回决定" in answer(head, "approve")

    assert kinds(case)[-1] == "recall"
    (told,) = [
        one for one in cases_of(application=case.application_ref, actor=CITIZEN) if one.public_id == case.public_id
    ]
    assert told.state_label == "决定已撤回"


def test_nobody_approves_what_he_asked_for_not_even_as_stand_in(
    health: Client, head: Client, log_in: LogIn, case: Case
) -> None:
    officer = health.get("/desk/").wsgi_request.user
    days = {"from_day": "2026-03-02", "last_day": "2026-03-06", "reason": "出差"}
    shown = head.post("/desk/colleagues/", {"act": "name", "deputy": str(officer.public_id), **days}, follow=True)
    assert "已指定代行审批的人" in text_of(shown)
    named = {"act": "name", "deputy": str(officer.public_id), **days}
    assert "已经指定这位同事代行" in text_of(head.post("/desk/colleagues/", named))
    assert "没有写代行到哪一天" in text_of(head.post("/desk/colleagues/", {**named, "last_day": "9999-12-31"}))
    press(health, case, "ask/terminate", **LAW | {"reason": "申请人死亡"})

    assert "报批的人不能自己批准" in answer(health, "approve")
    assert Case.objects.get(pk=case.pk).state == "accepted"

    other = log_in("health", login="other")
    head.post("/desk/colleagues/", {"act": "name", "deputy": account_of(other), **days})
    assert answer(other, "approve").count("已同意：终止办理") == 1


def test_an_officer_nobody_named_may_not_answer(health: Client, log_in: LogIn, case: Case) -> None:
    press(health, case, "ask/terminate", **LAW | {"reason": "申请人死亡"})
    other, elsewhere = log_in("health", login="other"), log_in("police")
    asked = Approval.objects.get()

    for browser in (other, elsewhere):
        assert browser.post(f"/desk/approvals/{asked.public_id}/", {"act": "approve"}).status_code == 404
    assert Case.objects.get(pk=case.pk).state == "accepted"


@pytest.mark.parametrize(
    ("approver", "met"),
    [
        ("body_head", {"head": 200, "other body's head": 404, "government": 404, "other body": 404, "window": 403}),
        (
            "government_head",
            {"head": 200, "other body's head": 404, "government": 200, "other body": 404, "window": 403},
        ),
    ],
)
def test_what_is_asked_is_read_by_whom_it_concerns_and_answered_by_whom_it_is_asked(
    log_in: LogIn, application: UUID, approver: str, met: dict[str, int]
) -> None:
    case = case_at(application, "birth-certificate")
    limits = {"statutory": [90, "working_day"], "extension": [[30, "working_day"], approver, 1]}
    Case.objects.filter(pk=case.pk).update(item_type="01", limits={**case.limits, **limits})
    press(log_in("health", login="officer"), case, "ask/extend", days="10", reason="档案还在调取")
    address = f"/desk/approvals/{Approval.objects.get().public_id}/"
    browsers = {
        "head": log_in("health", role=Role.BODY_HEAD),
        "other body's head": log_in("police", role=Role.BODY_HEAD),
        "government": log_in("", role=Role.GOVERNMENT_HEAD),
        "other body": log_in("police", login="elsewhere"),
        "window": log_in("", role=Role.WINDOW_CLERK, site="city-centre"),
    }

    assert {name: browser.get(address).status_code for name, browser in browsers.items()} == met
    answering = "head" if approver == "body_head" else "government"
    for name in browsers.keys() - {answering}:
        assert browsers[name].post(address, {"act": "approve"}).status_code in {403, 404}
    assert kinds(case) == []
    assert "已同意" in answer(browsers[answering], "approve")


def test_the_head_reads_and_approves_and_decides_nothing(head: Client, case: Case) -> None:
    assert "准予</button>" not in text_of(head.get(f"/desk/cases/{case.public_id}/"))
    assert head.post(f"/desk/cases/{case.public_id}/grant/", {"version": 1}).status_code == 403


def test_the_head_reads_every_point_of_a_second_notice_and_lets_it_go(head: Client) -> None:
    filed = file_newborn(serial=2)
    ask_correction(application=filed, defects=[CONSENT], actor=CLERK, now=MONDAY)
    supply(filed)
    known = version_of(cases_of(application=filed, actor=CLERK))
    ask_for_more(
        application=filed, defects=[FATHER], reason="补交后才看得出来", actor=CLERK, now=TUESDAY, version=known
    )

    asked = Approval.objects.latest("id")
    shown = text_of(head.get(f"/desk/approvals/{asked.public_id}/"))
    done = answer(head, "approve")

    assert "再次补正的全部内容" in shown
    assert "与证件不一致 → 照证件填写" in shown
    assert "已同意：再次补正时增加内容" in done
    assert states(filed)["birth-certificate"] == "correcting"


def test_the_applicant_speaks_on_his_page_before_the_decision_is_undone(
    health: Client, log_in: LogIn, mother: Actor
) -> None:
    application = accepted_newborn(owner=mother)
    grant_item(application, "birth-certificate")
    press(health, case_at(application, "birth-certificate"), "ask/revoke", **LAW)
    browser, address = browser_of(mother), f"/applications/{application}/statement/"

    assert "的决定拟被撤销，" in text_of(browser.get(f"/applications/{application}/"))
    assert "出生医学记录是伪造的" in text_of(browser.get(address))
    asked = text_of(browser.get(address))
    assert asked.index("参照《行政许可法》第四十七条第一款") < asked.index("待核")
    assert "没有写您的意见" in text_of(browser.post(address, {"statement": " "}))
    assert "您的陈述、申辩已收到" in text_of(browser.post(address, {"statement": "记录是真的"}, follow=True))

    assert Approval.objects.get().statement == "记录是真的"
    stranger = browser_of(citizen("stranger", MONDAY))
    assert stranger.get(address).status_code == 404
    assert stranger.post(address, {"statement": "不是我的"}).status_code == 404


def test_what_was_ended_is_received_anew_and_what_waits_for_it_only_afterwards(
    health: Client, head: Client, log_in: LogIn, case: Case
) -> None:
    police = log_in("police")
    press(health, case, "ask/terminate", **LAW | {"reason": "申请人死亡"})
    answer(head, "approve")
    waiting = case_at(case.application_ref, "birth-registration")

    too_early = press(police, waiting, "ask/reopen", reason="核对有误")
    nothing = press(health, case, "ask/reopen", reason=" ")
    asked = press(health, case, "ask/reopen", reason="核对以后，申请人健在")
    done = answer(head, "approve")

    assert "它要等的“出生医学证明首次签发”没有办成" in too_early
    assert "没有写重新办理的理由" in nothing
    assert "已报请负责人批准：重新办理" in asked
    assert "已同意：重新办理" in done
    row = Case.objects.get(pk=case.pk)
    assert (row.state, row.opened_on, row.accepted_on, row.closed_at) == ("received", MONDAY.date(), None, None)
    assert (row.officer, row.opinion) == (None, "")
    assert kinds(case) == ["termination", "reopening"]
    assert Paper.objects.get(kind="termination").revoked_for == "重新办理"
    assert "override" in ActionRow.objects.get(subject_id=case.public_id, kind="reopen").payload["detail"]
    assert states(case.application_ref)["birth-registration"] == "terminated"
    assert "已报请负责人批准" in press(police, waiting, "ask/reopen", reason="前项重新办理")


def test_after_a_decision_was_undone_the_case_is_reviewed_anew(health: Client, head: Client, case: Case) -> None:
    react(CaseReopened, when_reopened)
    grant_item(case.application_ref, "birth-certificate")
    row = Case.objects.get(pk=case.pk)
    HandOver.objects.create(
        case=row, application=row.application_ref, name="证", way="pick-up", owner=row.owner, receiver_masked="林*夏", at=MONDAY
    )  # fmt: skip
    Application.objects.update(state="finished", finished_at=MONDAY)
    press(health, case, "ask/cancel", **LAW)
    assert "不能执行“重新办理”" in press(health, case, "ask/reopen", reason="改正")
    answer(head, "decline", note="应当撤销")
    press(health, case, "ask/recall", **LAW)
    Case.objects.get(pk=case.pk).approvals.filter(action="recall").update(speak_by=None)
    answer(head, "approve")

    press(health, case, "ask/reopen", reason="按新规定重新审查")
    answer(head, "approve")

    assert Case.objects.get(pk=case.pk).state == "reviewing"
    assert kinds(case) == ["decision", "hearing", "recall", "reopening"]
    assert HandOver.objects.count() == 0
    assert Application.objects.get().finished_at is None
    assert Case.objects.get(pk=case.pk).due_on is not None


def test_a_denial_that_was_wrong_is_undone_at_once_and_the_case_reviewed_anew(
    health: Client, head: Client, case: Case
) -> None:
    version = Case.objects.get(pk=case.pk).row_version
    health.post(
        f"/desk/cases/{case.public_id}/deny/", {"version": version, "facts": "没有分娩记录", "act": "confirmed", **LAW}
    )
    offered = text_of(health.get(f"/desk/cases/{case.public_id}/"))
    form = text_of(health.get(f"/desk/cases/{case.public_id}/ask/revoke/"))

    press(health, case, "ask/revoke", **LAW | {"reason": "分娩记录已由助产机构补登"})
    done = answer(head, "approve")

    assert ("ask/revoke/" in offered, "ask/recall/" in offered, "ask/cancel/" in offered) == (True, False, False)
    assert "不予决定书失效" in form
    assert "已同意：撤销决定" in done
    row = Case.objects.get(pk=case.pk)
    assert (row.state, row.due_on) == ("reviewing", case.due_on)
    assert kinds(case) == ["denial", "denial_revocation"]
    assert Paper.objects.get(kind="denial").revoked_for == "重新办理"
    assert [line.kind for line in ActionRow.objects.filter(subject_id=case.public_id).order_by("id")][-2:] == [
        "revoke",
        "reopen",
    ]


def test_who_takes_a_case_up_anew_reads_what_stays_ended(log_in: LogIn, application: UUID) -> None:
    case = case_at(application, "birth-certificate")
    deny(case=case.public_id, version=case.row_version, rejection=NO, actor=officer("health"), now=MONDAY)
    asking, head = log_in("health", login="officer"), log_in("health", role=Role.BODY_HEAD)

    form = text_of(asking.get(f"/desk/cases/{case.public_id}/ask/revoke/"))
    press(asking, case, "ask/revoke", reason="认定有误", document="母婴保健法", article="第23条")
    asked = text_of(head.get(f"/desk/approvals/{Approval.objects.get().public_id}/"))

    for page in (form, asked):
        assert "“出生登记”（禾丰市公安局）因本件没有办成而终止，不随本件恢复" in page
