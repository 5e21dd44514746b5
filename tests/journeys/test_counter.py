"""Twins, for a mother whose parents' peoples differ, all at the window: filed, corrected, accepted, decided, handed over."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from journeys import parent, staff
from journeys.conftest import House

pytestmark = pytest.mark.journey

ANSWERS = {
    "married": "yes",
    "births": "two",
    "applicant": "mother",
    "household_of": "father",
    "household_place": "here",
    "same_ethnicity": "no",
    "maternity_insurance": "no",
}
MOTHER = {
    "live-address": "禾丰市棉田区棉桃路8号",
    "bank-name": "禾丰农业银行棉田支行",
    "bank-account": "621226000000000018",
}
FATHER = {"full-name": "沈望舒", "id-number": "770102199309040017"}
CHILD = {"native-place": "禾丰市棉田区", "card-bank": "禾丰农业银行", "insurance-address": "棉田区棉桃社区"}
PAPERS = (
    "mother:issue-consent",
    "child[1]:ethnicity-statement",
    "child[2]:ethnicity-statement",
    "mother:bank-card",
)


def start_for(page: Page, house: House) -> None:
    page.goto(f"{house.url}/counter/new/")
    page.get_by_label("办哪一件事").select_option(label="新生儿出生")
    page.get_by_role("button", name=re.compile("^更新")).click()
    page.get_by_label("姓名").fill("阿依古丽•买买提")  # typed with a bullet, kept with the middle dot
    page.get_by_label("证件号码").fill("770102199506210046")
    page.get_by_label("手机号码").fill("13900000004")
    page.get_by_role("checkbox", name=re.compile("人证一致")).check(force=True)
    for question, answer in ANSWERS.items():
        page.locator(f'input[name="q:{question}"][value="{answer}"]').check(force=True)
    page.get_by_role("button", name=re.compile("开始填写")).click()


def fill(page: Page, party: str, values: dict[str, str]) -> None:
    for element, value in values.items():
        page.locator(f'[name="{party}.{element}"]').fill(value)


def fill_everything(page: Page) -> None:
    fill(page, "mother", MOTHER)
    page.locator('input[name="consent:father"]').first.check(force=True)
    fill(page, "father", FATHER)
    for number, name in ((1, "沈一禾"), (2, "沈一麦")):
        fill(page, f"child[{number}]", {"child-name": name, **CHILD})
        page.locator(f'[name="child[{number}].relation-to-head"]').select_option(index=1)
        page.locator(f'[name="child[{number}].child-ethnicity"]').select_option(index=1)
    page.locator('[name="mother.delivery-mode"]').select_option(label="到窗口自取")
    for paper in PAPERS:
        page.locator(f'[name="file:{paper}"]').set_input_files([parent.photo("材料")])  # type: ignore[list-item]


DECISIONS = (("health01", "出生医学证明首次签发"), ("vaccine01", "预防接种证办理"), ("police01", "出生登记"))
CHILDREN = ("新生儿1", "新生儿2")


def file_at_the_window(page: Page, house: House) -> str:
    """File the application; returns its number."""
    start_for(page, house)
    fill_everything(page)
    page.get_by_role("button", name=re.compile("^保存")).click()
    page.get_by_role("button", name=re.compile("提交申请")).click()
    main = page.get_by_role("main")
    expect(main.get_by_role("link", name=re.compile("收件凭证")).first).to_be_visible()
    expect(main.get_by_text("窗口", exact=True).first).to_be_visible()
    expect(main.get_by_role("rowheader", name=re.compile("出生登记"))).to_have_count(2)
    expect(main.get_by_text("阿依古丽·买买提").first).to_be_visible()
    return page.url


def correct_at_the_window(page: Page, address: str) -> None:
    staff.ask_for_correction(
        page, material="知情告知书", field="mother-issue-consent", problem="没有签名", remedy="请签名后重交"
    )
    page.goto(address)
    page.get_by_role("link", name=re.compile("录入补正")).first.click()
    expect(page.get_by_text("请签名后重交")).to_be_visible()
    page.locator("input[type=file]").set_input_files([parent.photo("签名")])  # type: ignore[list-item]
    page.get_by_role("button", name=re.compile("^提交补正")).click()
    page.goto(address)
    staff.accept(page)


def decide(browser: Browser, house: House, number: str) -> None:
    for login, item in DECISIONS:
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        page = context.new_page()
        staff.log_in(page, house.url, login)
        for child in CHILDREN:
            staff.open_desk(page, house.url)
            staff.grant(page, f"{item}（{child}）", number)
        context.close()


def test_a_clerk_takes_a_mother_of_twins_from_filing_to_the_results_in_her_hand(
    house: House, browser: Browser, desk: BrowserContext, phone: BrowserContext
) -> None:
    page, mother = desk.new_page(), phone.new_page()
    staff.log_in(page, house.url, "window02")

    address = file_at_the_window(page, house)
    number = re.sub(r"\s", "", page.locator(".number").first.inner_text())
    correct_at_the_window(page, address)
    decide(browser, house, number)
    code = code_of(mother, house, address)
    staff.hand_over(page, house.url, number, code=code, receiver="阿依古丽·买买提", results=())  # all

    expect(page.get_by_role("row").filter(has_text="已领取")).to_have_count(len(DECISIONS) * len(CHILDREN))


def code_of(page: Page, house: House, address: str) -> str:
    """The code that stands in the mother's own space."""
    page.goto(f"{house.url}/applications/{address.rstrip('/').rsplit('/', 1)[-1]}/")
    parent.log_in_as(page, "阿依古丽·买买提")
    told = re.search(r"取件码\s*((?:\d\s*){6})", page.get_by_role("main").inner_text())
    assert told is not None
    return re.sub(r"\s", "", told.group(1))
