"""Journeys in which time passes: a survey that one body fails, silence that accepts, a body's system that is down for a while."""

import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from builders.cases import MONDAY, SITE, case_at, file_newborn
from builders.department import GRANTED, SECRET, System, configuration
from builders.filing import citizen
from builders.newborn import publish_packs
from builders.restaurant import FIRE, surveyed_restaurant
from journeys import staff
from journeys.moved import MovedHouse, served, staff_at
from journeys.parent import photo
from onething.modules.handling.connectors.configured import _system_at
from onething.modules.intake.api import Application
from onething.platform.clock import moved
from onething.project.composition import compose
from onething_simulators.faults import Fault
from onething_simulators.launching import order_fault, running

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("beside_a_driver"),
]

PARENT, CLERK = "oidc-mother", "clerk"
PLACE = "禾丰市青禾区稻香街道穗前路66号"
FAULT = "后门上锁；请换成推杠锁"
CERTIFICATE = "出生医学证明首次签发"
FOOD_TITLE, FIRE_TITLE, SIGN_TITLE = "食品经营许可（餐饮服务）新办", "消防安全检查（一般程序）", "户外招牌设施"


@pytest.fixture
def house(
    transactional_db: None, empty_house: None, stores: object, browser: Browser, settings: object
) -> Iterator[MovedHouse]:
    """A Monday at nine, with the packs and a window."""
    with moved(MONDAY):
        publish_packs()
        compose()
        staff_at(CLERK, site=SITE)
    with served(MONDAY, browser) as found:
        settings.PUBLIC_URL = found.url  # type: ignore[attr-defined]
        yield found


def number_of(application: UUID) -> str:
    return str(Application.objects.get(public_id=application).number)


def case_row(page: Page, title: str) -> str:
    """What the list of cases on the progress page says about one of them."""
    cases = page.get_by_role("heading", name="每一项办到哪里").locator("xpath=following-sibling::dl[1]")
    return cases.locator(".summary__row").filter(has_text=title).first.inner_text()


# ---- a joint survey that one department fails


def arrange(clerk: Page, house: MovedHouse, application: UUID) -> None:
    clerk.goto(f"{house.url}/counter/applications/{application}/")
    clerk.get_by_role("link", name="约联合勘验").click()
    clerk.get_by_role("textbox", name="日期").fill("2026-03-05")
    clerk.get_by_role("textbox", name="地点").fill(PLACE)
    clerk.get_by_role("button", name=re.compile("^约定")).click()
    expect(clerk.get_by_text("待申请人确认").first).to_be_visible()


def conclude(desk: Page, house: MovedHouse, *, day: str, verdict: str, fault: str = "", until: str = "") -> None:
    desk.goto(f"{house.url}/desk/sessions/")
    desk.get_by_role("link", name=re.compile(day)).click()
    if fault:
        desk.get_by_role("textbox", name=re.compile(r"^1\. ")).fill(fault)
        desk.get_by_role("textbox", name="整改到哪一天").fill(until)
    desk.get_by_role("radio", name=verdict, exact=True).check(force=True)
    desk.get_by_role("textbox", name="参加人员").fill("钱若兰、周同行")
    desk.get_by_role("button", name=re.compile("^写明结论")).click()
    expect(desk.get_by_text(re.compile(f"已写明结论：{verdict}"))).to_be_visible()


def grant(desk: Page, house: MovedHouse, item: str, number: str) -> None:
    staff.open_desk(desk, house.url)
    staff.grant(desk, item, number)


def recheck(clerk: Page, house: MovedHouse) -> None:
    clerk.goto(f"{house.url}/counter/sessions/?tab=done")
    clerk.get_by_role("link", name=re.compile("3月5日")).click()
    clerk.get_by_role("link", name=re.compile("约复查")).click()
    expect(clerk.get_by_text(FAULT)).to_be_visible()
    clerk.get_by_role("textbox", name="日期").fill("2026-03-11")
    clerk.get_by_role("button", name=re.compile("^约定")).click()
    clerk.get_by_role("button", name=re.compile("代申请人确认")).click()
    expect(clerk.get_by_text("已约定").first).to_be_visible()


def test_one_department_is_not_content_with_the_place_the_others_go_on_and_it_comes_again(house: MovedHouse) -> None:
    with moved(house.now):
        application = surveyed_restaurant(owner=citizen("mother", MONDAY))
        for body in ("market-supervision", "fire", "urban-management"):
            staff_at(body, body=body, name=body)
    number, progress = number_of(application), f"{house.url}/applications/{application}/"
    clerk, owner = house.screen_of(CLERK), house.phone_of(PARENT)
    food, fire, sign = (house.screen_of(body) for body in ("market-supervision", "fire", "urban-management"))

    arrange(clerk, house, application)
    owner.goto(progress)
    owner.get_by_role("button", name="时间可以，我确认").click()
    house.pass_time(days=3)
    conclude(fire, house, day="3月5日", verdict="限期整改", fault=FAULT, until="2026-03-10")
    conclude(food, house, day="3月5日", verdict="通过")
    conclude(sign, house, day="3月5日", verdict="通过")
    grant(food, house, FOOD_TITLE, number)
    grant(sign, house, SIGN_TITLE, number)
    house.work()
    owner.goto(progress)
    expect(owner.get_by_text(FAULT)).to_be_visible()
    expect(owner.get_by_role("link", name=re.compile("下载.*限期整改通知书"))).to_have_count(1)
    assert "已办" in case_row(owner, FOOD_TITLE)
    assert "已受理" in case_row(owner, FIRE_TITLE)

    recheck(clerk, house)
    house.pass_time(days=6)
    conclude(fire, house, day="3月11日", verdict="通过")
    grant(fire, house, FIRE_TITLE, number)
    house.work()
    owner.goto(progress)
    expect(owner.get_by_text("4 / 4")).to_be_visible()
    assert case_at(application, FIRE).state == "granted"


# ---- a correction, and then silence


def test_a_correction_is_supplied_and_when_nobody_answers_for_five_working_days_silence_accepts(
    house: MovedHouse,
) -> None:
    with moved(house.now):
        application = file_newborn(owner=citizen("mother", MONDAY))
        staff_at("health", body="health")
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
    assert "待受理" in case_row(parent, CERTIFICATE)
    assert "已受理" in case_row(parent, "预防接种证办理")
    expect(parent.get_by_role("link", name=re.compile("下载.*受理通知书"))).to_have_count(1)
    house.pass_time(days=1)
    parent.goto(progress)
    assert "依法自收到材料之日起视为受理" in case_row(parent, CERTIFICATE)
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
        staff_at("health", body="health")
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
    assert "已受理" in case_row(parent, CERTIFICATE)

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
