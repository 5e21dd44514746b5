"""Every screen, three ways: what machines can see of beauty and of access. One walk makes the states; pages are reused.

Sizes and numbers: design rules of the product (WCAG 2.2 AA; targets of 44 px, 60 px in 长辈版; 60 kB a citizen's page).
"""

import re
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response

from journeys import parent, staff
from journeys.conftest import House
from journeys.inspection import Inspection
from journeys.test_counter import start_for

pytestmark = pytest.mark.journey

STOPS = """() => {
  const seen = new Set();
  const stops = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter(e => e.checkVisibility() && !e.disabled && e.tabIndex >= 0)
    .filter(e => e.type !== "radio" || !seen.has(e.name) && seen.add(e.name));
  stops.forEach((e, n) => e.dataset.stop = n);
  return stops.length;
}"""
FOCUSED = """() => {
  const e = document.activeElement, r = e.getBoundingClientRect();
  return [e.dataset.stop ?? e.tagName, {top: r.top + scrollY, bottom: r.bottom + scrollY, left: r.left, right: r.right}];
}"""
MOST_BYTES, MOST_REQUESTS = 60_000, 8
PUBLIC = (
    ("home", "/"),
    ("home, found", "/?q=%E4%B8%8A%E6%88%B7%E5%8F%A3"),
    ("home, nothing found", "/?q=%E6%8A%A4%E7%85%A7"),
    ("demonstration", "/demonstration/"),
    ("login of staff", "/login/staff/"),
    ("not found", "/nowhere/"),
    ("verify", "/verify/nothing"),
    ("start", "/things/newborn/"),
)
GUIDE = (
    "/things/newborn/guide/?married=yes&births=one&applicant=mother&household_of=mother"
    "&household_place=here&same_ethnicity=yes&maternity_insurance=yes"
)


def ask(page: Page, house: House, inspection: Inspection) -> str:
    """The pages that need no login; returns the address of the guide."""
    for name, path in PUBLIC:
        page.goto(f"{house.url}{path}")
        inspection.look(page, name)
    page.get_by_role("link", name="开始", exact=True).click()
    page.get_by_role("button", name="继续").click()
    inspection.look(page, "question with an error")
    page.get_by_role("link", name="跳过，先看指南").click()
    inspection.look(page, "guide, partial", with_axe=False)
    parent.answer_questions(page, house.url)
    guide = page.url
    inspection.look(page, "guide")
    page.goto(f"{guide}&leave_out=birth-certificate:child[1]")
    inspection.look(page, "guide, items left out", with_axe=False)
    page.goto(guide.replace("married=yes", "married=no"))
    inspection.look(page, "elsewhere")
    page.goto(guide.replace("births=one", "births=two"))
    inspection.look(page, "guide of twins", with_axe=False)
    return guide


def fill(page: Page, guide: str, inspection: Inspection) -> None:
    """Login and every page of the draft, with their errors, up to the page that checks it."""
    page.goto(guide)
    page.get_by_role("link", name=re.compile("在线申报")).first.click()
    inspection.look(page, "login")
    parent.log_in_as(page, "林知夏")
    inspection.look(page, "new draft")
    page.get_by_role("button", name="开始填写").click()
    inspection.look(page, "tasks")
    tasks = page.url
    page.get_by_role("link", name="母亲的信息").click()
    page.get_by_role("button", name="保存并继续").click()
    inspection.look(page, "party with errors")
    page.goto(tasks)
    parent.fill_mother(page)
    parent.fill_father(page)
    parent.fill_child(page)
    page.goto(f"{tasks}materials/")
    inspection.look(page, "materials")
    page.get_by_role("main").get_by_role("link", name=re.compile("知情告知书")).click()
    page.get_by_role("button", name="上传").click()
    inspection.look(page, "upload with an error")
    page.goto(tasks)
    parent.hand_in_materials(page)
    page.goto(f"{tasks}delivery/")
    inspection.look(page, "delivery")
    page.goto(tasks)
    parent.choose_delivery(page, "到窗口自取")
    page.goto(f"{tasks}check/")
    page.get_by_role("button", name="提交申请").click()
    inspection.look(page, "check with an error")


def file_it(page: Page, inspection: Inspection) -> tuple[str, str]:
    """Submit; returns the number and the address of the progress page."""
    page.get_by_role("checkbox").check(force=True)
    page.get_by_role("button", name="提交申请").click()
    inspection.look(page, "submitted")
    told = re.search(r"申请编号\s*([0-9A-Z\s]{21,})", page.get_by_role("main").inner_text())
    assert told is not None
    return re.sub(r"\s", "", told.group(1)), page.url.removesuffix("submitted/")


def correct(clerk: Page, page: Page, number: str, progress: str, inspection: Inspection) -> None:
    """The window asks for one correction, the parent sees it."""
    inspection.look(clerk, "queue", is_citizen=False)
    staff.open_application(clerk, number)
    inspection.look(clerk, "intake", is_citizen=False)
    application = clerk.url
    clerk.get_by_role("button", name=re.compile("一次性告知补正")).click()
    inspection.look(clerk, "correction with an error", is_citizen=False)
    clerk.goto(f"{application}refuse/")
    inspection.look(clerk, "refusal", is_citizen=False)
    clerk.goto(application)
    clerk.set_viewport_size({"width": 1366, "height": 768})
    staff.mark_for_correction(clerk, material="知情告知书", field="mother-issue-consent", problem="太暗", remedy="重拍")
    inspection.look(clerk, "correction, once more", is_citizen=False)
    staff.send_correction(clerk)
    page.goto(progress)
    inspection.look(page, "progress, correcting")
    page.goto(f"{progress}correction/")
    page.get_by_role("button", name="提交补正").click()
    inspection.look(page, "correction with an error")
    page.locator("input[type=file]").set_input_files([parent.photo("重拍")])  # type: ignore[list-item]
    page.get_by_role("button", name="提交补正").click()
    clerk.goto(application)
    staff.accept(clerk)
    inspection.look(clerk, "accepted", is_citizen=False)


def decide(officer: Page, inspection: Inspection) -> str:
    """One department decides; returns the address of its case."""
    inspection.look(officer, "work list", is_citizen=False)
    officer.get_by_role("table").get_by_role("link", name=re.compile("预防接种证办理")).first.click()
    inspection.look(officer, "case", is_citizen=False)
    case = officer.url
    officer.goto(f"{case}deny/")
    inspection.look(officer, "denial", is_citizen=False)
    officer.goto(case)
    officer.get_by_role("button", name=re.compile("^准予")).click()
    inspection.look(officer, "grant, once more", is_citizen=False)
    officer.get_by_role("button", name=re.compile("确认准予")).click()
    inspection.look(officer, "case, decided", is_citizen=False)
    return case


def oversee(supervisor: Page, case: str, inspection: Inspection) -> None:
    """What the supervisor sees of it."""
    inspection.look(supervisor, "concerns", is_citizen=False)
    supervisor.goto(case.replace("/desk/", "/cockpit/"))
    inspection.look(supervisor, "log of a case", is_citizen=False)


def draft(clerk: Page, house: House, inspection: Inspection) -> None:
    """A draft at the window, with all that is missing; then it is discarded."""
    start_for(clerk, house)
    clerk.get_by_role("button", name=re.compile("提交申请")).click()
    inspection.look(clerk, "counter, draft with errors", is_citizen=False)
    clerk.get_by_role("button", name="清除草稿").click()


def hand_over_and_take_back(clerk: Page, page: Page, house: House, progress: str, inspection: Inspection) -> None:
    """The rest of the window's pages; then the application is taken back, so that no later journey meets it."""
    clerk.goto(f"{clerk.url}handover/")
    inspection.look(clerk, "hand-over", is_citizen=False)
    clerk.get_by_role("button", name=re.compile("确认出件")).click()
    inspection.look(clerk, "hand-over with errors", is_citizen=False)
    for name, path in (("find", "/counter/find/"), ("not one's own end", "/desk/"), ("new", "/counter/new/")):
        clerk.goto(f"{house.url}{path}")
        inspection.look(clerk, f"counter, {name}", is_citizen=False)
    draft(clerk, house, inspection)
    page.goto(progress)
    inspection.look(page, "progress, partly decided")
    page.goto(f"{house.url}/mine/")
    inspection.look(page, "one's own space")
    page.goto(f"{house.url}/login/sessions/")
    inspection.look(page, "sessions")
    page.goto(f"{progress}withdraw/")
    inspection.look(page, "withdraw")
    page.get_by_role("button", name="撤回申请").click()
    page.goto(progress)
    inspection.look(page, "progress, taken back")


def test_every_screen_is_in_order_at_every_size(house: House, browser: Browser) -> None:
    page, clerk, officer, supervisor = (new_page(browser) for _ in range(4))
    inspection = Inspection()

    fill(page, ask(page, house, inspection), inspection)
    number, progress = file_it(page, inspection)
    staff.log_in(clerk, house.url, "window01")
    correct(clerk, page, number, progress, inspection)
    staff.log_in(officer, house.url, "vaccine01")
    case = decide(officer, inspection)
    staff.log_in(supervisor, house.url, "supervisor01")
    oversee(supervisor, case, inspection)
    hand_over_and_take_back(clerk, page, house, progress, inspection)

    assert inspection.findings == []


@pytest.mark.parametrize("path", ["/", "/things/newborn/questions/", "/things/newborn/guide/"])
def test_tab_reaches_everything_in_the_order_one_reads(house: House, browser: Browser, path: str) -> None:
    page = new_page(browser, width=1366)
    page.goto(f"{house.url}{path}")
    count = page.evaluate(STOPS)

    reached, boxes = [], []
    for _ in range(count):
        page.keyboard.press("Tab")
        stop, box = page.evaluate(FOCUSED)
        reached.append(stop)
        boxes.append(box)

    assert reached == [str(number) for number in range(count)]
    assert [(before, after) for before, after in pairwise(boxes[1:]) if is_backwards(before, after)] == []


def is_backwards(before: dict[str, float], after: dict[str, float]) -> bool:
    """Up the page, and not into the next column."""
    return after["bottom"] <= before["top"] and after["left"] < before["right"]


@pytest.mark.parametrize("path", ["/", "/things/newborn/", GUIDE, GUIDE.replace("births=one", "births=three")])
def test_a_page_is_light_and_asks_nobody_else(house: House, browser: Browser, path: str) -> None:
    page = new_page(browser)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.extend([answer]))

    page.goto(f"{house.url}{path}", wait_until="networkidle")

    assert sum(answer.request.sizes()["responseBodySize"] for answer in answers) <= MOST_BYTES
    assert len(answers) <= MOST_REQUESTS
    assert {f"{urlsplit(answer.url).scheme}://{urlsplit(answer.url).netloc}" for answer in answers} == {house.url}


def new_page(browser: Browser, *, width: int = 390) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 844}, locale="zh-CN")
    context.set_default_timeout(15_000)
    return context.new_page()
