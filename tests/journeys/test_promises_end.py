"""A restaurant on promises: what was to follow never comes, and what was pledged is looked at, ordered and revoked."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from builders.cases import MONDAY
from builders.filing import citizen
from builders.newborn import publish_packs
from builders.restaurant import PLEDGED, pledged_restaurant
from journeys import staff
from journeys.moved import PASSWORD, MovedHouse, served, staff_at
from journeys.parent import photo
from onething.modules.handling.api import cases_of
from onething.modules.identity.api import create_staff, give_post
from onething.modules.intake.api import Application
from onething.platform.clock import moved
from onething.platform.permissions import Actor, Role
from onething.project.composition import compose

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("beside_a_driver"),
]

OWNER, OFFICER, HEAD = "oidc-mother", "fire", "fire-head"
RULES = "食品安全规章制度目录清单"
FIRE, FOOD = "营业前消防安全检查（告知承诺）", "食品经营许可（餐饮服务）新办"
FOUND, DEMAND = "后门上锁，疏散通道堵着货架", "换成推杠锁，搬走货架"


@pytest.fixture
def house(
    transactional_db: None, empty_house: None, stores: object, browser: Browser, settings: object
) -> Iterator[MovedHouse]:
    """A Monday at nine, with the packs, an officer of the fire brigade and its head."""
    with moved(MONDAY):
        publish_packs()
        compose()
        staff_at(OFFICER, body="fire")
        head = create_staff(login=HEAD, password=PASSWORD, display_name="陆怀山")
        give_post(
            account=head, role=Role.BODY_HEAD, title="负责人", region_code="990100", body_code="fire",
            from_day=date(2026, 1, 1),
        )  # fmt: skip
    with served(MONDAY, browser) as found:
        settings.PUBLIC_URL = found.url  # type: ignore[attr-defined]
        yield found


def open_check(desk: Page, house: MovedHouse) -> None:
    desk.goto(f"{house.url}/desk/checks/")
    desk.get_by_role("link", name=re.compile("消防安全检查")).click()


def record(desk: Page, result: str, *, found: str, demand: str = "", until: str = "") -> None:
    desk.get_by_role("radio", name=re.compile(f"^{result}")).check(force=True)
    desk.get_by_role("textbox", name="查明的情况").fill(found)
    if until:
        desk.get_by_role("textbox", name="整改要求").fill(demand)
        desk.get_by_role("textbox", name="整改到哪一天").fill(until)
        desk.locator("input[type=file]").set_input_files([photo("后门")])  # type: ignore[list-item]
    desk.get_by_role("button", name=re.compile("^登记结果")).click()
    expect(desk.get_by_text(f"已登记：{result}")).to_be_visible()


def test_a_material_that_never_comes_ends_its_item_and_a_pledge_that_does_not_hold_is_revoked(
    house: MovedHouse, settings: object
) -> None:
    with moved(house.now):
        application = pledged_restaurant(owner=citizen("mother", MONDAY), later=("applicant:food-safety-rules",))
    number, progress = Application.objects.get(public_id=application).number, f"{house.url}/applications/{application}/"
    officer, head, owner = house.screen_of(OFFICER), house.screen_of(HEAD), house.phone_of(OWNER)

    staff.open_desk(officer, house.url)
    staff.grant(officer, FIRE, number)
    owner.goto(progress)
    expect(owner.get_by_text(re.compile(f"{RULES}.*3月9日")).first).to_be_visible()

    house.pass_time(days=8)  # the promised day is over
    owner.goto(progress)
    expect(owner.get_by_role("link", name=re.compile("下载.*责令限期改正通知书"))).to_have_count(1)
    expect(owner.get_by_text("已责令在 3月13日").first).to_be_visible()
    open_check(officer, house)
    expect(officer.get_by_text("疏散通道、安全出口畅通")).to_be_visible()
    record(officer, "责令限期整改", found=FOUND, demand=DEMAND, until="2026-03-17")
    owner.goto(progress)
    expect(owner.get_by_text(re.compile("事后核查.*3月17日")).first).to_be_visible()

    house.pass_time(days=8)  # neither came: the order of the material ended on Friday
    owner.goto(progress)
    expect(owner.get_by_role("link", name=re.compile("下载.*撤销受理决定书"))).to_have_count(1)
    open_check(officer, house)
    record(officer, "不符，报请撤销", found="货架还在，后门仍然上锁")
    officer.get_by_role("link", name="报请负责人撤销决定").click()
    officer.get_by_role("textbox", name=re.compile("理由")).fill("承诺不实，责令限期整改以后仍没有改正")
    officer.get_by_role("textbox", name=re.compile("法律名称")).fill("行政许可法")
    officer.get_by_role("textbox", name=re.compile("条款")).fill("第六十九条")
    officer.get_by_role("button", name=re.compile("报请批准")).click()
    owner.goto(progress)
    expect(owner.get_by_role("link", name="去陈述、申辩")).to_be_visible()

    house.pass_time(days=8)  # nothing was said in five working days
    head.goto(f"{house.url}/desk/approvals/")
    head.get_by_role("link", name=re.compile("撤销决定|消防安全检查")).first.click()
    head.get_by_role("button", name=re.compile("^同意")).click()
    owner.goto(progress)
    expect(owner.get_by_role("link", name=re.compile("下载.*撤销决定书"))).to_have_count(1)
    assert states(application) == {PLEDGED: "revoked", "food-business-permit": "terminated"}

    owner.goto(f"{house.url}/applications/promises/")
    expect(owner.get_by_text("没有兑现", exact=True)).to_have_count(2)
    expect(owner.get_by_text("2027年3月26日以前不适用容缺受理和告知承诺").first).to_be_visible()
    settings.PUBLISH_PROMISES = True  # type: ignore[attr-defined]
    owner.goto(f"{house.url}/promises/")
    expect(owner.get_by_text("没有要公开的记录")).to_be_visible()  # persons are never published
    officer.goto(f"{house.url}/desk/checks/?tab=done")
    expect(officer.get_by_text("决定已撤销")).to_be_visible()
    officer.get_by_role("link", name=re.compile("消防安全检查")).click()
    officer.get_by_role("link", name="申请人的承诺与兑现记录").click()
    expect(officer.get_by_text("没有兑现", exact=True)).to_have_count(2)


def states(application: object) -> dict[str, str]:
    """The two items that rested on promises."""
    everywhere = Actor(role=Role.SYSTEM, channel="worker")
    cases = cases_of(application=application, actor=everywhere)  # type: ignore[arg-type]
    return {case.item: case.state.value for case in cases if case.item in {PLEDGED, "food-business-permit"}}
