"""Three people open a company: one files as a person; what the licence sets free, and the seal after it, goes by itself."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from journeys import firm, staff
from journeys.conftest import House, PhoneMaker
from journeys.inspection import Inspection

pytestmark = pytest.mark.journey

FOUNDERS = (("罗㑇", "770103199712300022"), ("陈𠮷田", "770103199602290054"), ("叶清和", "810000199009090033"))
ANSWERS = ("有限责任公司", "三位", "法定代表人", "没有", "租用的", "已经招用")
NEW_FIRM = {
    "拟用名称": "禾丰市三禾面坊有限公司",
    "拟用住所（经营场所）": "禾丰市麦浪区晨风镇磨坊路9号102室",
    "拟定经营范围": "食品销售；糕点制售",
    "注册资本或者出资额": "300000",
    "董事": "罗㑇",
    "每月大约开多少金额的发票": "5",
    "员工人数": "3",
    "社会保险从哪个月缴起": "2026-12",
    "开户银行": "禾丰农业合作银行麦浪支行",
}
CHOICES = (
    ("印章种类", "公章、财务专用章、法人名章"),
    ("印章材质", "光敏章"),
    ("纳税人类型", "小规模纳税人"),
    ("发票种类", "数电普通发票"),
)
REGISTRATION, SEAL, TAX, SOCIAL = ("企业设立登记", "公章刻制备案", "新办纳税人涉税事项", "企业社会保险登记")
MEDICAL, FUND, BANK = ("基本医疗保险单位参保登记", "住房公积金单位缴存登记", "银行账户预约开户")
AFTER_THE_LICENCE = (("tax01", TAX), ("labour01", SOCIAL), ("insurance01", MEDICAL), ("police01", SEAL))
LICENCE, SEALS = "营业执照", "公章等印章和备案信息"


@pytest.fixture
def officers(browser: Browser) -> Iterator[dict[str, Page]]:
    logins = ("market01", *(login for login, _ in AFTER_THE_LICENCE), "bank01")
    contexts = {login: browser.new_context(locale="zh-CN") for login in logins}
    yield {login: context.new_page() for login, context in contexts.items()}
    for context in contexts.values():
        context.close()


def card(page: Page, item: str) -> str:
    """What the guide says about one item."""
    return page.locator(".item").filter(has=page.get_by_role("heading", name=re.compile(f"^{item}"))).inner_text()


def ask(page: Page, house: House, inspection: Inspection) -> None:
    """The questions; what may be left out, what may not and why, and what falls with it."""
    page.goto(house.url)
    page.get_by_role("link", name="企业开办一件事").click()
    firm.answer(page, ANSWERS)
    tied = f"依法须与“{REGISTRATION}”一并办理：用人单位办理登记时同步办理社会保险登记（《社会保险经办条例》第6条）"
    assert tied in card(page, SOCIAL)
    assert "这次不办" not in card(page, SOCIAL)
    inspection.look_again(page, "guide of founders", with_axe=False)
    page.goto(f"{page.url}&leave_out=social-insurance-registration")  # as if the box were there
    told = f"“企业社会保险登记（含员工参保登记）”依法须与“{REGISTRATION}”一并办理，不能单独去掉。"
    expect(page.get_by_text(told)).to_be_visible()
    assert "您的情形需要办理" in card(page, SOCIAL)
    leave_out_and_take_back(page)


def leave_out_and_take_back(page: Page) -> None:
    """Without a seal there is no bank account either; in the end only the housing fund is left for later."""
    assert f"不办它，{BANK}也办不了" in card(page, SEAL)
    firm.leave_out(page, SEAL)
    expect(page.get_by_text(f"须先办“{SEAL}”")).to_be_visible()
    firm.take_back(page, SEAL)
    firm.leave_out(page, BANK)
    assert "您选择这次不办" in card(page, BANK)
    firm.take_back(page, BANK)
    firm.leave_out(page, FUND)
    assert "您选择这次不办" in card(page, FUND)
    assert "您选择这次不办" not in card(page, BANK)


def fill(page: Page) -> None:
    for number, (name, id_number) in enumerate(FOUNDERS, start=1):
        firm.name_somebody(page, f"出资人{number}", name=name, number=id_number)
        firm.fill_fields(page, {"认缴出资额": "100000", "几年内缴足": "5"})
        firm.choose(page, "出资方式", "货币")
        page.get_by_role("button", name="保存并继续").click()
    page.get_by_role("link", name="拟开办企业的信息").click()
    expect(page.get_by_text("有限责任公司").first).to_be_visible()
    firm.fill_fields(page, NEW_FIRM)
    for group, option in CHOICES:
        firm.choose(page, group, option)
    page.get_by_role("button", name="保存并继续").click()


def test_three_founders_open_a_company(
    house: House, new_phone: PhoneMaker, desk: BrowserContext, officers: dict[str, Page]
) -> None:
    page, clerk, inspection = new_phone(), desk.new_page(), Inspection()

    ask(page, house, inspection)
    page.get_by_role("link", name="在线申报").first.click()
    page.get_by_role("link", name=re.compile("认证登录")).click()
    page.get_by_role("button", name=re.compile(FOUNDERS[0][0])).first.click()
    page.get_by_role("button", name="开始填写").click()
    fill(page)
    firm.hand_in(page, ("使用证明", "员工花名册"))
    number = firm.submit(page, "只要电子结果")
    progress = page.url.removesuffix("submitted/")

    staff.log_in(clerk, house.url, "window02")
    staff.open_application(clerk, number)
    staff.accept(clerk)
    follow_the_results(page, house, officers, number, progress)

    code = firm.pick_up_code(page, progress)  # a seal is a thing: it has to be fetched
    staff.hand_over(clerk, house.url, number, code=code, receiver=FOUNDERS[0][0], results=(SEALS,))
    expect(clerk.get_by_text("已领取").first).to_be_visible()
    page.goto(progress)
    expect(page.get_by_text("6 项全部办好了")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("下载.*准予决定书"))).to_have_count(5)
    expect(page.get_by_role("link", name=re.compile("下载.*办理结果告知书"))).to_have_count(1)  # a bank decides nothing
    inspection.look_again(page, "progress of founders, finished")
    assert inspection.findings == []


def follow_the_results(page: Page, house: House, officers: dict[str, Page], number: str, progress: str) -> None:
    """Nothing waits at another desk until the licence is there; the bank waits for the seal; all ends by itself."""
    for login, officer in officers.items():
        staff.log_in(officer, house.url, login)
    assert [login for login, officer in officers.items() if staff.is_waiting(officer, number)] == ["market01"]
    staff.grant(officers["market01"], REGISTRATION, number)
    bank = officers["bank01"]
    for login, item in AFTER_THE_LICENCE:
        bank.reload()
        assert not staff.is_waiting(bank, number)
        officers[login].reload()
        assert staff.is_waiting(officers[login], number)
        grant_with(officers[login], item, number, results=(LICENCE,))
    page.goto(progress)
    expect(page.get_by_text("5 / 6")).to_be_visible()
    bank.reload()
    grant_with(bank, BANK, number, results=(LICENCE, SEALS))


def grant_with(officer: Page, item: str, number: str, *, results: tuple[str, ...]) -> None:
    """Grant on results of others that came by themselves."""
    staff.open_case(officer, item, number)
    for result in results:
        expect(officer.get_by_text(re.compile(f"的结果已自动取得.*{result}"))).to_be_visible()
    staff.grant_opened(officer)
