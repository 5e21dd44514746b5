"""The re-keying desk: a case is copied field by field into another system, its number and its result come back."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from builders.cases import MONDAY, accepted_newborn, case_at, grant_item
from builders.department import configuration
from onething.modules.handling.api import Case
from onething.modules.handling.models import Transfer
from onething.modules.handling.services.rekey import alarm_rekeying
from onething.platform.clock import moved
from onething.platform.logs.models import AccessRow, ActionRow


@pytest.fixture
def case(health: Client, settings: object) -> Case:
    settings.DEPARTMENT_SYSTEMS = configuration("", way="rekey")  # type: ignore[attr-defined]
    return case_at(accepted_newborn(), "birth-certificate")


def panel(case: Case) -> str:
    return f"/desk/rekeying/{case.public_id}/"


def shown(browser: Client, address: str = "/desk/rekeying/") -> str:
    return browser.get(address).content.decode()


def points(page: str) -> list[str]:
    return re.findall(r'name="points" value="([^"]+)"', page)


def form(case: Case, **fields: object) -> dict[str, object]:
    return {"version": Case.objects.get(pk=case.pk).row_version, **fields}


def log_of(case: Case) -> list[tuple[str, dict[str, object]]]:
    rows = ActionRow.objects.filter(subject_id=case.public_id, kind__startswith="rekey").order_by("seq")
    return list(rows.values_list("kind", "payload"))


def test_the_panel_shows_every_value_in_full_and_says_so_in_the_access_log(health: Client, case: Case) -> None:
    assert "林知夏" not in shown(health)
    assert "二次录入" in shown(health, "/desk/")

    page = shown(health, panel(case))

    assert ("林知夏" in page, "770101199403120025" in page) == (True, True)
    assert page.count("data-copy=") == len([key for key in points(page) if not key.startswith("material:")])
    assert AccessRow.objects.filter(purpose="录入本部门业务系统", actor_role="approver").exists()


def test_it_is_keyed_in_by_and_by_and_the_log_says_who_keyed_what(health: Client, case: Case) -> None:
    every = points(shown(health, panel(case)))
    first = health.post(panel(case), form(case, act="save", points=every[:2]))
    assert first.status_code == 302
    assert f"已勾选 2 / {len(every)} 处" in shown(health, panel(case))

    early = health.post(panel(case), form(case, act="done", points=every[:3], number_there=""))
    assert early.status_code == 422
    assert ("还有" in early.content.decode(), "没有写对方系统的受理号" in early.content.decode()) == (True, True)

    done = health.post(panel(case), form(case, act="done", points=every, number_there=" FY2026-17 "), follow=True)
    assert "已登记受理号 FY2026-17" in done.content.decode()
    assert "待回录结果（1）" in done.content.decode()
    assert log_of(case) == [
        ("rekeying", {"ticked": sorted(every[:2]), "unticked": []}),
        ("rekeying", {"ticked": sorted(every[2:]), "unticked": []}),
        ("rekeyed", {"number_there": "FY2026-17"}),
    ]
    assert Case.objects.get(pk=case.pk).state == "reviewing"


def test_the_result_of_the_other_system_is_the_decision(health: Client, case: Case) -> None:
    every = points(shown(health, panel(case)))
    health.post(panel(case), form(case, act="done", points=every, number_there="FY1"))
    assert "回录结果" in shown(health, panel(case))

    grant = form(case, act="confirmed", opinion="同意签发。", result_number="P33001")
    assert health.post(f"/desk/cases/{case.public_id}/grant/", grant).status_code == 302

    assert Case.objects.get(pk=case.pk).result_number == "P33001"
    assert "待回录结果" not in shown(health)
    again = health.post(panel(case), form(case, act="done", points=every, number_there="FY2"))
    assert (again.status_code, Transfer.objects.get(case=case).number_there) == (422, "FY1")


def test_two_who_key_the_same_case_are_told_apart(health: Client, case: Case) -> None:
    stale = form(case, act="save", points=points(shown(health, panel(case)))[:1])
    health.post(panel(case), stale)

    second = health.post(panel(case), stale)

    assert second.status_code == 422
    assert "何晓岚" in second.content.decode()


def test_after_half_an_hour_it_is_late_in_the_list_and_told_once_in_the_log(health: Client, case: Case) -> None:
    assert alarm_rekeying(MONDAY + timedelta(minutes=29)) == 0
    late = MONDAY + timedelta(minutes=31)

    assert (alarm_rekeying(late), alarm_rekeying(late)) == (1, 0)
    with moved(late):
        assert "已等 31 分钟，超过 30 分钟" in shown(health)
        assert "超时 1" in shown(health, "/desk/")
    assert [kind for kind, _ in log_of(case)] == ["rekey_late"]


def test_what_is_decided_or_keyed_in_time_raises_no_alarm(health: Client, case: Case) -> None:
    grant_item(case.application_ref, "birth-certificate")

    assert alarm_rekeying(MONDAY + timedelta(days=1)) == 0
    assert "没有待录入的办件" in shown(health)


def test_a_body_that_works_at_the_desk_has_no_panel(log_in: object, health: Client, case: Case) -> None:
    police: Client = log_in("police")  # type: ignore[operator]
    other = case_at(case.application_ref, "birth-registration")

    assert [police.get(panel(one)).status_code for one in (case, other)] == [404, 404]
    assert police.post(panel(other), form(other, act="save")).status_code == 404
