"""What officers see of their cases in their own system, and what they do about what is stuck."""

from uuid import uuid4

import pytest
from django.test import Client

from builders.cases import CLERK, MONDAY, accepted_newborn, case_at, file_newborn
from builders.department import GRANTED, configuration, report_of, send
from onething.modules.handling.api import Case, accept_application
from onething.modules.handling.models import Report
from onething.modules.handling.transfers import TRANSFER
from onething.platform.logs.models import ActionRow
from onething.platform.outbox.api import dead_messages
from onething.platform.outbox.models import Message


@pytest.fixture
def case(health: Client, settings: object) -> Case:
    settings.DEPARTMENT_SYSTEMS = configuration("http://127.0.0.1:1/v1/letters")  # type: ignore[attr-defined]
    return case_at(accepted_newborn(), "birth-certificate")


def shown(browser: Client, address: str = "/desk/systems/") -> str:
    return browser.get(address).content.decode()


def test_a_case_that_has_not_arrived_and_what_was_reported_are_shown(health: Client, case: Case) -> None:
    assert "待推送" in shown(health)

    send(report_of(case.public_id, "progress", text="已派员核实"), now=MONDAY)
    page = shown(health, f"/desk/cases/{case.public_id}/")

    assert "部门系统已收到" in page
    assert "受理号 BM1" in page
    assert "已派员核实" in page
    assert "部门业务系统反馈进度" in page


def test_a_refused_result_is_read_again_for_a_reason(health: Client, case: Case) -> None:
    early = case_at(file_newborn(serial=2), "birth-certificate")
    send(report_of(early.public_id, "result", **GRANTED), now=MONDAY)
    (stuck,) = Report.objects.all()
    assert "没有转给这个系统" in shown(health)

    act = {"incoming": "yes", "act": "retry", "because": ""}
    missing = health.post(f"/desk/systems/letters/{stuck.public_id}/", act)
    assert (missing.status_code, Report.objects.get().outcome) == (422, "refused")
    assert "没有写为什么" in missing.content.decode()

    accept_application(application=early.application_ref, actor=CLERK, now=MONDAY)
    done = health.post(f"/desk/systems/letters/{stuck.public_id}/", {**act, "because": "窗口已补办受理"}, follow=True)

    assert "已按原样再处理一次" in done.content.decode()
    assert Case.objects.get(pk=early.pk).state == "granted"
    (logged,) = ActionRow.objects.filter(kind="department.replay")
    assert (logged.payload, logged.body_code) == ({"because": "窗口已补办受理"}, "health")


def test_what_was_dealt_with_otherwise_is_kept_and_asks_no_more(health: Client, case: Case) -> None:
    send(b"{", now=MONDAY)
    (stuck,) = Report.objects.all()
    act = {"incoming": "yes", "act": "settle", "because": "已电话告知对方改正"}

    assert health.post(f"/desk/systems/letters/{stuck.public_id}/", act).status_code == 302
    assert "没有送到、没有采用的" not in shown(health)
    assert health.post(f"/desk/systems/letters/{stuck.public_id}/", act).status_code == 422  # somebody did already
    assert Report.objects.get().settled_because == "已电话告知对方改正"


def test_a_letter_that_was_given_up_goes_out_again(health: Client, case: Case) -> None:
    Message.objects.filter(topic=TRANSFER).update(dead_at=MONDAY, last_error="对方不接收（422）：缺字段")
    (dead,) = dead_messages(TRANSFER)
    assert "对方不接收（422）：缺字段" in shown(health)

    act = {"incoming": "no", "act": "retry", "because": "对方已修正"}
    assert health.post(f"/desk/systems/letters/{dead.public_id}/", act).status_code == 302

    assert dead_messages(TRANSFER).count() == 0


def test_letters_of_another_body_are_not_there(log_in: object, health: Client, case: Case) -> None:
    send(b"{", now=MONDAY)
    police: Client = log_in("police")  # type: ignore[operator]
    act = {"incoming": "yes", "act": "settle", "because": "看看"}

    answers = [police.post(f"/desk/systems/letters/{one}/", act) for one in (Report.objects.get().public_id, uuid4())]

    assert [one.status_code for one in answers] == [404, 404]
    assert "没有送到、没有采用的" not in shown(police)
    assert Report.objects.get().settled_at is None
