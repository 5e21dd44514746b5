"""The window in a real browser without a mouse: keys press their buttons, Enter goes on, the sheet opens and closes."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page

from builders.browsers import AXE, chromium, needs_browser
from builders.filing import citizen, complete, open_newborn
from builders.newborn import publish_packs
from onething.modules.handling.models import Case
from onething.modules.identity.api import Account
from onething.modules.intake.api import submit
from onething.project.composition import compose

NAME, PASSWORD = "clerk", "correct horse battery staple"

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    needs_browser,
]


@pytest.fixture
def city(transactional_db: None, empty_house: None, stores: object, register: str, now: Any) -> None:
    """Committed, because the browser's server reads on its own connection."""
    publish_packs()
    compose()


@pytest.fixture
def filed(city: None, now: Any) -> UUID:
    mother = citizen("mother", now)
    draft = open_newborn(mother, now)
    complete(draft, mother, now)
    return submit(draft=draft, key="k1", actor=mother, now=now).public_id


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Its driver keeps a loop running in this thread, which Django would refuse."""
    with pytest.MonkeyPatch.context() as patch, chromium() as opened:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield opened


@pytest.fixture
def browser_page(browser: Browser, live_server: Any, clerk_account: Account) -> Iterator[Page]:
    """Logged in, on the queue."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{live_server.url}/login/staff/?next=/counter/")
    page.fill("[name=username]", NAME)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/counter/")
    yield page
    context.close()


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    return [f"{each['id']}: {node['target']}" for each in found for node in each["nodes"]]


def test_an_application_is_found_checked_and_accepted_by_keys_alone(filed: UUID, browser_page: Page) -> None:
    page = browser_page
    page.keyboard.press("F1")
    sheet_open = page.locator("#key-sheet").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Shift+O")
    page.wait_for_load_state()
    page.locator(f"a[href$='{filed}/']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{filed}/")
    found = violations(page)

    page.keyboard.press("Alt+1")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+Shift+B")
    page.wait_for_selector("[data-error-summary]")
    focused = page.evaluate("document.activeElement.className")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".told")

    assert sheet_open
    assert not page.locator("#key-sheet").is_visible()
    assert found == []
    assert focused == "error-summary"
    assert "受理通知书已出具" in page.inner_text(".told")
    assert set(Case.objects.filter(application_ref=filed).values_list("state", flat=True)) == {"accepted", "waiting"}


def test_enter_goes_to_the_next_field_and_submits_nothing(browser_page: Page) -> None:
    page = browser_page
    page.keyboard.press("Alt+N")
    page.wait_for_url("**/counter/new/")
    page.locator("[name=name]").focus()

    page.keyboard.type("林知夏")
    page.keyboard.press("Enter")
    page.keyboard.type("770101199403120025")

    assert page.input_value("[name=id_number]") == "770101199403120025"
    assert page.url.endswith("/counter/new/")
    assert violations(page) == []
