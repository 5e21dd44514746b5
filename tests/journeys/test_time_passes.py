"""Journeys in which time passes: silence that accepts, and a body's system that is down for a while."""

import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Browser, expect

from builders.cases import MONDAY, case_at, file_newborn
from builders.department import GRANTED, SECRET, System, configuration
from builders.filing import citizen
from builders.restaurant import officer_at
from journeys import firm, staff
from journeys.moved import CLERK, MovedHouse, served
from journeys.parent import photo
from onething.modules.handling.connectors.configured import _system_at
from onething.modules.intake.api import Application
from onething.platform.clock import moved
from onething_simulators.faults import Fault
from onething_simulators.launching import order_fault, running

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("beside_a_driver"),
]

PARENT = "oidc-mother"
CERTIFICATE = "出生医学证明首次签发"


@pytest.fixture
def house(
    transactional_db: None, empty_house: None, stores: object, browser: Browser, settings: object
) -> Iterator[MovedHouse]:
    """A Monday at nine."""
    with served(MONDAY, browser, settings) as found:
        yield found


def number_of(application: UUID) -> str:
    return str(Application.objects.get(public_id=application).number)


# ---- a correction, and then silence


def test_a_correction_is_supplied_and_when_nobody_answers_for_five_working_days_silence_accepts(
    house: MovedHouse,
) -> None:
    with moved(house.now):
        application = file_newborn(owner=citizen("mother", MONDAY))
        officer_at("health", name="韩若水", login="health")
    number, progress = number_of(application), f"{house.url}/applications/{application}/"
    clerk, officer, parent = house.screen_of(CLERK), house.screen_of("health"), house.phone_of(PARENT)

    clerk.goto(f"{house.url}/counter/")
    staff.open_application(clerk, number)
    staff.ask_for_correction(
        clerk,
        material="知情告知书",
        field="mother-issue-consent",
        problem="照片太暗，看不清签名",
        remedy="请在亮处重拍",
    )
    house.pass_time(days=1)
    parent.goto(progress)
    parent.get_by_role("link", name="去补正").first.click()
    expect(parent.get_by_text("照片太暗")).to_be_visible()
    parent.locator("input[type=file]").set_input_files([photo("重拍")])  # type: ignore[list-item]
    parent.get_by_role("button", name="提交补正").click()

    house.pass_time(days=7)  # the fifth working day after the correction: those that needed none are accepted already
    parent.goto(progress)
    assert "待受理" in firm.row(parent, CERTIFICATE)
    assert "已受理" in firm.row(parent, "预防接种证办理")
    expect(parent.get_by_role("link", name=re.compile("下载.*受理通知书"))).to_have_count(1)
    house.pass_time(days=1)
    parent.goto(progress)
    assert "依法自收到材料之日起视为受理" in firm.row(parent, CERTIFICATE)
    expect(parent.get_by_role("link", name=re.compile("下载.*受理通知书"))).to_have_count(2)
    staff.open_desk(officer, house.url)
    staff.open_case(officer, CERTIFICATE, number)
    expect(officer.get_by_text("视为受理").first).to_be_attached()
    assert case_at(application, "birth-certificate").accepted_on == MONDAY.date() + timedelta(days=1)


# ---- a body's own system that is down for ten minutes


@pytest.fixture
def system(settings: object) -> Iterator[System]:
    """The health commission works in a system of its own, another process."""
    with running("department_system", f"--secret={SECRET}") as url:
        settings.DEPARTMENT_SYSTEMS = configuration(f"{url}/v1/letters")  # type: ignore[attr-defined]
        _system_at.cache_clear()
        yield System(url)


def work_with(house: MovedHouse, system: System, **time: int) -> None:
    system.stand_at(house.now + timedelta(**time))
    house.pass_time(**time)


def test_a_system_that_is_down_for_ten_minutes_gets_its_case_afterwards_and_delivers(
    house: MovedHouse, system: System
) -> None:
    with moved(house.now):
        application = file_newborn(owner=citizen("mother", MONDAY))
        officer_at("health", name="韩若水", login="health")
    number, progress = number_of(application), f"{house.url}/applications/{application}/"
    clerk, officer, parent = house.screen_of(CLERK), house.screen_of("health"), house.phone_of(PARENT)
    order_fault(system.url, Fault.DOWN)

    clerk.goto(f"{house.url}/counter/")
    staff.open_application(clerk, number)
    staff.accept(clerk)
    for minute in range(10):
        work_with(house, system, minutes=min(minute, 1))
    officer.goto(f"{house.url}/desk/systems/")
    expect(officer.get_by_text("连不上妇幼健康信息系统").first).to_be_visible()
    parent.goto(progress)
    assert "已受理" in firm.row(parent, CERTIFICATE)

    order_fault(system.url, Fault.NONE)
    for _ in range(4):
        work_with(house, system, minutes=5)
    officer.reload()
    (there,) = system.cases()
    expect(officer.get_by_text(there["number"])).to_be_visible()
    expect(officer.get_by_text("连不上")).to_have_count(0)
    (answer,) = system.report(there["case"], type="result", **GRANTED)
    assert (answer["status"], answer["content"]["outcome"]) == (200, "applied")
    house.work()
    parent.goto(progress)
    expect(parent.get_by_text("1 / 6")).to_be_visible()
    expect(parent.get_by_role("link", name=re.compile("下载.*准予决定书"))).to_have_count(1)
