"""A firm opens a restaurant: named by its legal representative, a handler files; one body says no, the others go on."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from journeys import firm, staff
from journeys.conftest import House, PhoneMaker
from journeys.inspection import Inspection

pytestmark = pytest.mark.journey

HANDLER, NUMBER = "周既明", "770101199211050034"
BOSS, BOSS_NUMBER = "欧阳采薇", "770102199104230124"
CHECK, FOOD, FIRE, SIGN = (
    "餐饮店营业执照信息核验",
    "食品经营许可（餐饮服务）新办",
    "消防安全检查（一般程序）",
    "户外招牌设施",
)
FOOD_PAPER, FIRE_PAPER = "食品经营许可证", "消防安全检查意见书"


@pytest.fixture
def officers(browser: Browser) -> Iterator[dict[str, Page]]:
    contexts = {login: browser.new_context(locale="zh-CN") for login in ("market01", "fire01", "urban01")}
    yield {login: context.new_page() for login, context in contexts.items()}
    for context in contexts.values():
        context.close()


def ask_as_the_handler(page: Page, house: House, inspection: Inspection) -> None:
    """The questions, small and by pledge first, then back to large and by inspection; no tobacco in the end."""
    page.goto(house.url)
    page.get_by_role("link", name="开办餐饮店一件事").click()
    firm.answer(page, firm.ANSWERS)
    expect(page.get_by_role("heading", name="小餐饮（食品小经营）许可")).to_be_visible()
    expect(page.get_by_text("一起上门")).to_have_count(0)
    firm.change_answer(page, "店里使用面积", "超过 50 平方米")
    expect(page.get_by_role("heading", name="小餐饮（食品小经营）许可")).to_have_count(0)
    expect(page.get_by_role("heading", name=FOOD)).to_be_visible()
    expect(page.get_by_role("heading", name="营业前消防安全检查（告知承诺）")).to_be_visible()
    firm.change_answer(page, "消防安全检查怎么办", "一般程序")
    expect(page.get_by_text("3 个部门一起上门，一次看完")).to_be_visible()
    firm.leave_out(page, "烟草")
    expect(page.get_by_text("您选择这次不办。")).to_be_visible()
    inspection.look_again(page, "guide of a firm", with_axe=False)


def file_as_the_handler(page: Page, house: House, inspection: Inspection) -> str:
    ask_as_the_handler(page, house, inspection)
    page.get_by_role("link", name="在线申报").first.click()
    expect(page.get_by_text(f"读取{firm.FIRM}")).to_be_visible()
    page.get_by_role("button", name="开始填写").click()
    page.get_by_role("link", name="企业（个体工商户）的信息").click()
    for known in (firm.FIRM, "91990101MA99000526", "餐饮服务；食品销售", BOSS, "市场主体登记库"):
        expect(page.get_by_role("main").get_by_text(known).first).to_be_visible()
    inspection.look_again(page, "party of a firm", with_axe=False)
    page.go_back()
    firm.fill_shop(page)
    firm.name_somebody(page, "法定代表人（负责人、经营者）", name=BOSS, number=BOSS_NUMBER)
    page.get_by_role("button", name="没有错，继续").click()
    firm.hand_in(page, firm.MATERIALS)
    return firm.submit(page, "到窗口自取")


def accept_after_one_correction(clerk: Page, handler: Page, house: House, number: str, progress: str) -> None:
    staff.log_in(clerk, house.url, "window01")
    staff.open_application(clerk, number)
    staff.ask_for_correction(
        clerk,
        material="场所平面布置图",
        field="applicant-shop-floor-plan",
        problem="没有标出安全出口",
        remedy="请标明两个安全出口的位置",
    )
    firm.supply(handler, progress, "重画")
    clerk.goto(f"{house.url}/counter/")
    staff.open_application(clerk, number)
    staff.accept(clerk)


def test_a_firm_opens_a_restaurant_by_its_handler(
    house: House, new_phone: PhoneMaker, desk: BrowserContext, officers: dict[str, Page]
) -> None:
    boss, handler, clerk, inspection = new_phone(), new_phone(), desk.new_page(), Inspection()

    firm.log_in(boss, house.url, BOSS)
    inspection.look_again(boss, "for whom one acts")
    firm.act_for_the_firm(boss)
    boss.goto(f"{house.url}/authorities/")
    firm.name_a_handler(boss, name=HANDLER, number=NUMBER)
    inspection.look_again(boss, "authorities of a firm")

    firm.log_in(handler, house.url, HANDLER)
    firm.act_for_the_firm(handler)
    number = file_as_the_handler(handler, house, inspection)
    progress = handler.url.removesuffix("submitted/")
    accept_after_one_correction(clerk, handler, house, number, progress)

    for login, page in officers.items():
        staff.log_in(page, house.url, login)
    assert [login for login, page in officers.items() if staff.is_waiting(page, number)] == ["market01"]
    staff.grant(officers["market01"], CHECK, number)
    decide_at_each_desk(house, officers, number)
    see_from_both_sides(boss, handler, progress, inspection)
    receive_in_parts(clerk, handler, house, number, officers["fire01"])
    forget_the_handler(boss, handler, house, progress, inspection)

    assert inspection.findings == []


def decide_at_each_desk(house: House, officers: dict[str, Page], number: str) -> None:
    staff.open_desk(officers["market01"], house.url)
    staff.grant(officers["market01"], FOOD, number)
    officers["urban01"].reload()
    staff.deny(
        officers["urban01"],
        SIGN,
        number,
        law="市容和环境卫生管理条例",
        facts="效果图上的招牌高 1 米，盖住了二楼的窗户",
        reason="招牌不能遮挡窗户；改成装在窗户下沿以下的，可以重新申请",
    )


def see_from_both_sides(boss: Page, handler: Page, progress: str, inspection: Inspection) -> None:
    """The denial with its paper, while the fire brigade is still to come: for the handler as for the firm's head."""
    for page in (handler, boss):
        page.goto(progress)
        expect(page.get_by_text("3 / 4")).to_be_visible()
        assert "不予办理" in firm.row(page, SIGN)
        assert "理由、依据和不服怎么办见文书" in firm.row(page, SIGN)
        assert "已受理" in firm.row(page, FIRE)
        expect(page.get_by_role("link", name=re.compile("下载.*不予决定书"))).to_have_count(1)
        expect(page.get_by_text("一起上门，一次看完")).to_be_visible()
    denial = boss.get_by_role("link", name=re.compile("下载.*不予决定书")).get_attribute("href")
    assert denial is not None
    assert boss.request.get(urljoin(progress, denial)).body().startswith(b"%PDF")
    inspection.look_again(boss, "progress of a firm")


def receive_in_parts(clerk: Page, handler: Page, house: House, number: str, fire: Page) -> None:
    """The food permit today, the fire brigade's paper when it is there; not by somebody without authority."""
    progress = handler.url
    code = firm.pick_up_code(handler, progress)
    staff.hand_over(clerk, house.url, number, code=code, receiver="林知夏", results=(FOOD_PAPER,))
    expect(clerk.get_by_text("证件上的姓名不是申请人").first).to_be_visible()
    staff.hand_over(clerk, house.url, number, code=code, receiver=HANDLER, results=(FOOD_PAPER,))
    expect(clerk.get_by_text("已领取").first).to_be_visible()
    fire.reload()
    staff.grant(fire, FIRE, number)
    staff.hand_over(
        clerk,
        house.url,
        number,
        code=firm.pick_up_code(handler, progress),
        receiver=BOSS,
        results=(FIRE_PAPER,),
    )
    handler.goto(progress)
    expect(handler.get_by_text("3 项办好，1 项没有办成")).to_be_visible()


def forget_the_handler(boss: Page, handler: Page, house: House, progress: str, inspection: Inspection) -> None:
    """Revoked, the handler in the middle of looking gets nothing at once, and nothing after logging in again."""
    boss.goto(f"{house.url}/authorities/")
    boss.get_by_role("link", name=re.compile(f"收回.*{HANDLER}")).click()
    inspection.look_again(boss, "an authority, once more")
    boss.get_by_role("button", name="收回授权").click()
    handler.goto(progress)
    expect(handler.get_by_text("授权已经结束")).to_be_visible()
    inspection.look_again(handler, "an authority that ended")
    answer = handler.goto(progress)
    assert answer is not None
    assert answer.status == 404
    handler.goto(f"{house.url}/mine/")
    expect(handler.get_by_text(firm.BUNDLE)).to_have_count(0)
    handler.goto(f"{house.url}/acting/")
    expect(handler.get_by_text(firm.FIRM)).to_have_count(0)
