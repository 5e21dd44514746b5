"""One birth, from the first question to the delivered results: on a phone, at the counter, at five departments' desks."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from journeys import parent, staff
from journeys.conftest import House

pytestmark = pytest.mark.journey

MATERIAL = "知情告知书"
DECISIONS = (
    ("health01", "出生医学证明首次签发"),
    ("vaccine01", "预防接种证办理"),
    ("insurance01", "生育医疗费用报销"),
    ("police01", "出生登记"),
    ("labour01", "社会保障卡申领"),
    ("insurance01", "城乡居民基本医疗保险参保登记"),
    ("health01", "科学育儿指导服务登记"),
    ("health01", "育儿补贴申领"),
)
RESULTS_AT_THE_WINDOW = ("出生医学证明", "预防接种证", "居民户口簿新页和公民身份号码", "社会保障卡")


def file_by_phone(page: Page, house: House) -> str:
    """File the application; returns its number."""
    parent.answer_questions(page, house.url)
    page.get_by_role("link", name=re.compile("在线申报")).first.click()
    parent.log_in_as(page, "林知夏")
    page.get_by_role("button", name="开始填写").click()
    parent.fill_mother(page)
    parent.fill_father(page)
    parent.fill_child(page)
    parent.hand_in_materials(page)
    parent.choose_delivery(page, "到窗口自取")
    page.get_by_role("link", name="核对并提交").click()
    page.get_by_role("checkbox").check(force=True)
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("heading", name="申请已提交")).to_be_visible()
    told = re.search(r"申请编号\s*([0-9A-Z\s]{21,})", page.get_by_role("main").inner_text())
    assert told is not None
    return re.sub(r"\s", "", told.group(1))


def supply_correction(page: Page, progress: str) -> None:
    page.goto(progress)
    page.get_by_role("link", name="去补正").first.click()
    expect(page.get_by_text("照片太暗")).to_be_visible()
    page.locator("input[type=file]").set_input_files([parent.photo("重拍")])  # type: ignore[list-item]
    page.get_by_role("button", name="提交补正").click()


def decide_everything(browser: Browser, house: House, number: str) -> None:
    desks: dict[str, Page] = {}
    for login, item in DECISIONS:
        if login in desks:
            staff.open_desk(desks[login], house.url)
        else:
            context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
            desks[login] = context.new_page()
            staff.log_in(desks[login], house.url, login)
        staff.grant(desks[login], item, number)
    for page in desks.values():
        page.context.close()


@pytest.mark.smoke
def test_a_birth_from_the_first_question_to_the_delivered_results(
    house: House, browser: Browser, phone: BrowserContext, desk: BrowserContext
) -> None:
    citizen, clerk = phone.new_page(), desk.new_page()
    number = file_by_phone(citizen, house)
    progress = citizen.url.removesuffix("submitted/")

    staff.log_in(clerk, house.url, "window01")
    staff.open_application(clerk, number)
    staff.ask_for_correction(
        clerk,
        material=MATERIAL,
        field="mother-issue-consent",
        problem="照片太暗，看不清签名",
        remedy="请在亮处重拍",
    )
    supply_correction(citizen, progress)
    clerk.goto(f"{house.url}/counter/")
    staff.open_application(clerk, number)
    staff.accept(clerk)
    decide_everything(browser, house, number)

    citizen.goto(progress)
    expect(citizen.get_by_text("8 / 8")).to_be_visible()
    code = re.search(r"取件码\s*((?:\d\s*){6})", citizen.get_by_role("main").inner_text())
    assert code is not None
    hand_over(clerk, house, number, re.sub(r"\s", "", code.group(1)))

    citizen.reload()
    for paper in ("收件凭证", "一次性告知补正书", "受理通知书"):
        expect(citizen.get_by_role("link", name=re.compile(f"下载.*{paper}"))).to_have_count(1)
    expect(citizen.get_by_role("link", name=re.compile("下载.*准予决定书"))).to_have_count(len(DECISIONS))
    notice = citizen.get_by_role("link", name=re.compile("下载.*受理通知书")).get_attribute("href")
    assert citizen.request.get(f"{house.url}{notice}").body().startswith(b"%PDF")


def hand_over(clerk: Page, house: House, number: str, code: str) -> None:
    clerk.goto(f"{house.url}/counter/")
    clerk.get_by_role("link", name=re.compile("待出件")).click()
    staff.open_application(clerk, number)
    clerk.get_by_label("取件码").fill(code)
    clerk.get_by_label("证件上的姓名").fill("林知夏")
    for result in RESULTS_AT_THE_WINDOW:
        clerk.get_by_role("checkbox", name=re.compile(result)).first.check(force=True)
    clerk.get_by_role("button", name=re.compile("确认出件")).click()
    expect(clerk.get_by_text("已领取").first).to_be_visible()
