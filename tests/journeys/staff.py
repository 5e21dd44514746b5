"""What a window clerk and the officers do at their desks, in the words the pages use."""

import re

from playwright.sync_api import Page

PASSWORD = "Hefeng-demo-2026"


def log_in(page: Page, url: str, login: str) -> None:
    page.goto(f"{url}/login/staff/")
    page.get_by_label("用户名").fill(login)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()


def open_application(page: Page, number: str) -> None:
    page.get_by_role("main").get_by_role("link", name=number_pattern(number)).first.click()


def number_pattern(number: str) -> re.Pattern[str]:
    """The number as pages write it: in groups of four, however it is spaced."""
    return re.compile(r"\s*".join(number))


def mark_for_correction(page: Page, *, material: str, field: str, problem: str, remedy: str) -> None:
    """Up to the notice as it will be given."""
    page.get_by_role("checkbox", name=re.compile(f"有问题.*{material}")).check(force=True)
    page.locator(f"#field-{field}-problem").fill(problem)
    page.locator(f"#field-{field}-remedy").fill(remedy)
    page.get_by_role("button", name=re.compile("一次性告知补正")).click()


def ask_for_correction(page: Page, *, material: str, field: str, problem: str, remedy: str) -> None:
    mark_for_correction(page, material=material, field=field, problem=problem, remedy=remedy)
    send_correction(page)


def send_correction(page: Page) -> None:
    page.get_by_role("button", name=re.compile("发出")).click()


def accept(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^受理")).click()
    page.get_by_role("link", name=re.compile("受理通知书")).first.wait_for()


def open_desk(page: Page, url: str) -> None:
    page.goto(f"{url}/desk/")


def is_waiting(page: Page, number: str) -> bool:
    """Whether the list of work names this application."""
    return re.search(number_pattern(number), page.get_by_role("main").inner_text()) is not None


def open_case(page: Page, item: str, number: str) -> None:
    row = page.get_by_role("row").filter(has_text=number_pattern(number))
    row.get_by_role("link", name=re.compile(re.escape(item))).click()


def grant(page: Page, item: str, number: str) -> None:
    open_case(page, item, number)
    grant_opened(page)


def grant_opened(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^准予")).click()
    page.get_by_role("button", name=re.compile("确认准予")).click()
    page.get_by_text("已作出准予决定").wait_for()


def deny(page: Page, item: str, number: str, *, law: str, facts: str, reason: str) -> None:
    open_case(page, item, number)
    page.get_by_role("link", name=re.compile("^不予")).click()
    page.get_by_label("查明的事实").fill(facts)
    page.get_by_label("不予的理由").fill(reason)
    page.get_by_role("checkbox", name=re.compile(law)).check(force=True)
    page.get_by_role("button", name=re.compile("核对决定")).click()
    page.get_by_role("button", name=re.compile("确认不予")).click()
    page.get_by_text("已作出不予决定").wait_for()


def hand_over(page: Page, url: str, number: str, *, code: str, receiver: str, results: tuple[str, ...]) -> None:
    page.goto(f"{url}/counter/")
    page.get_by_role("link", name=re.compile("待出件")).click()
    open_application(page, number)
    page.get_by_label("取件码").fill(code)
    page.get_by_label("证件上的姓名").fill(receiver)
    for result in results:
        page.get_by_role("checkbox", name=re.compile(result)).first.check(force=True)
    page.get_by_role("button", name=re.compile("确认出件")).click()
