"""The gallery in a real browser: axe finds nothing, nothing scrolls sideways, main targets are large enough, CSP holds."""

import threading
from collections.abc import Iterator
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, BrowserContext, Page

from builders.browsers import AXE, chromium, needs_browser
from onething.channels.design.modes import COOKIE
from onething.channels.design.views import PAGES

WIDTHS = (1366, 390, 320)
MAIN_TARGETS = ".button, .input, .choice, .mode-switch, .tabs__link, .task"

pytestmark = [
    pytest.mark.journey,
    needs_browser,
]


class Silent(WSGIRequestHandler):
    """Keeps the requests out of the test report."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        pass


@pytest.fixture
def house(settings: object) -> Iterator[str]:
    """The address of a server in this process."""
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    settings.ROOT_URLCONF = "onething.channels.design.urls"  # type: ignore[attr-defined]
    server = make_server("127.0.0.1", 0, StaticFilesHandler(get_wsgi_application()), handler_class=Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the whole file."""
    with chromium() as opened:
        yield opened


def context_of(browser: Browser, house: str, mode: str, width: int) -> BrowserContext:
    context = browser.new_context(viewport={"width": width, "height": 844})
    context.add_cookies([{"name": COOKIE, "value": mode, "url": house}])
    return context


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    return [f"{each['id']}: {node['target']}" for each in found for node in each["nodes"]]


def smallest_main_target(page: Page) -> float:
    return float(
        page.evaluate(
            """selector => Math.min(...[...document.querySelectorAll(selector)]
               .map(each => each.getBoundingClientRect().height).filter(height => height > 0))""",
            MAIN_TARGETS,
        )
    )


@pytest.mark.parametrize(("mode", "width"), [("standard", 1366), ("elder", 320)])
def test_axe_and_the_content_security_policy_find_nothing(browser: Browser, house: str, mode: str, width: int) -> None:
    context = context_of(browser, house, mode, width)
    complaints: list[str] = []
    context.on("console", lambda message: complaints.append(message.text))
    for name in PAGES:
        page = context.new_page()
        page.goto(f"{house}/design/{name}/")
        assert violations(page) == [], name
        page.close()
    assert complaints == []
    context.close()


@pytest.mark.parametrize(("mode", "target"), [("standard", 44), ("elder", 60)])
def test_nothing_scrolls_sideways_and_main_targets_are_large(
    browser: Browser, house: str, mode: str, target: int
) -> None:
    context = context_of(browser, house, mode, WIDTHS[0])
    page = context.new_page()
    for name in PAGES:
        page.goto(f"{house}/design/{name}/")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
            assert name == "print" or smallest_main_target(page) >= target, (name, width)
    context.close()


def test_the_error_summary_has_the_focus_and_leads_to_the_field(browser: Browser, house: str) -> None:
    page = browser.new_page()
    page.goto(f"{house}/design/form/")
    focused = page.evaluate("document.activeElement.className")
    page.click("text=请选择孩子随谁落户 >> nth=0")
    assert focused == "error-summary"
    assert page.evaluate("document.activeElement.id") == "field-household"
    page.close()


def test_a_file_over_the_limit_is_refused_with_its_name(browser: Browser, house: str, tmp_path: Path) -> None:
    large = tmp_path / "大图.jpg"
    large.write_bytes(bytes(10 * 1024 * 1024 + 1))
    page = browser.new_page()
    page.goto(f"{house}/design/form/")
    page.set_input_files("#field-statement", large)
    assert page.inner_text("#field-statement-size") == "“大图.jpg”超过 10 MB，请压缩或重新拍摄后再选。"
    assert page.input_value("#field-statement") == ""
    page.close()


def test_files_that_are_too_much_together_are_refused_before_they_are_sent(
    browser: Browser, house: str, tmp_path: Path
) -> None:
    pages = [tmp_path / f"{number}.jpg" for number in range(5)]
    for one in pages:
        one.write_bytes(bytes(10 * 1024 * 1024))
    page = browser.new_page()
    page.goto(f"{house}/design/form/")
    page.evaluate("document.getElementById('field-statement').multiple = true")
    page.set_input_files("#field-statement", pages[:4])
    assert page.query_selector("#field-statement-size") is None
    page.set_input_files("#field-statement", pages)
    assert page.inner_text("#field-statement-size") == "选的文件合起来超过 45 MB，请分几次上传。"
    assert page.input_value("#field-statement") == ""
    page.close()


def test_a_key_presses_the_button_that_shows_it(browser: Browser, house: str) -> None:
    page = browser.new_page()
    page.goto(f"{house}/design/work/")
    page.evaluate(
        "document.querySelector('[data-key=\"Control+Enter\"]').addEventListener('click', () => document.title = '按下')"
    )
    page.keyboard.press("Control+Enter")
    assert page.title() == "按下"
    page.close()


def test_pages_say_the_same_without_script(browser: Browser, house: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{house}/design/form/")
    assert page.is_visible("text=有问题需要处理")
    page.click("text=长辈版")
    assert page.locator("html[data-mode=elder]").count() == 1
    assert page.url == f"{house}/design/form/"
    context.close()
