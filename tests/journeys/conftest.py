"""A whole house for the journeys: `onething run --prepare` on free ports, with its simulators, and a real browser."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from builders.browsers import chromium

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 240  # two houses may start on two busy cores
POSTGRESQL = ("postgres://", "postgresql://")
MOST_WORDS = 2000


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failed journey tells what stood on the screens; a report without them explains nothing."""
    report = yield
    if report.when == "call" and report.failed:
        browser: Browser | None = getattr(item, "funcargs", {}).get("browser")
        for page in (page for context in browser.contexts for page in context.pages) if browser else ():
            report.sections.append((f"the screen of {page.url}", page.inner_text("body")[:MOST_WORDS]))
    return report


@dataclass(frozen=True)
class House:
    """A running house: where it listens, and the process that supervises it."""

    url: str
    process: subprocess.Popen[bytes]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def database() -> Iterator[dict[str, str]]:
    """What names a database of this process's own: two houses on one would meet each other's people and drafts."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith(POSTGRESQL):
        yield {}
        return
    name = f"journey_{uuid4().hex[:12]}"
    with psycopg.connect(given, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}".encode())
        yield {"DATABASE_URL": urlsplit(given)._replace(path=f"/{name}").geturl()}
        server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, database: dict[str, str]) -> Iterator[House]:
    data = tmp_path_factory.mktemp("house")
    port = free_port()
    environment = {
        **os.environ,
        "ONETHING_DEMO": "1",
        "ONETHING_DEMO_CITY": "0",
        "ONETHING_DATA": str(data),
        "ONETHING_OIDC_ISSUER": f"http://127.0.0.1:{free_port()}",
        "ONETHING_POPULATION_URL": f"http://127.0.0.1:{free_port()}",
        "ONETHING_DEPARTMENT_SYSTEMS": "",
        "ONETHING_PAYMENT_URL": "",
        "ONETHING_SMS_URL": "",
        "ONETHING_UPLOAD_URL": f"http://127.0.0.1:{free_port()}",
        **database,
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    with (data / "house.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "onething.project.cli", "run", "--prepare", "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_ready(f"http://127.0.0.1:{port}/readyz", process, data / "house.log")
            yield House(f"http://127.0.0.1:{port}", process)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=40)


def wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            if httpx.get(url, timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.3)
    pytest.fail(f"the house did not come up:\n{log.read_text(errors='replace')[-4000:]}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for a file."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def beside_a_driver() -> Iterator[None]:
    """The browser's driver keeps a loop running in this thread, which Django would refuse."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A parent's phone, without JavaScript: nothing on the citizen's side may need it."""
    context = open_phone(browser)
    yield context
    context.close()


PhoneMaker = Callable[[], Page]


@pytest.fixture
def new_phone(browser: Browser) -> Iterator[PhoneMaker]:
    """A phone for each of several people."""
    contexts: list[BrowserContext] = []

    def make() -> Page:
        contexts.append(open_phone(browser))
        return contexts[-1].new_page()

    yield make
    for context in contexts:
        context.close()


def open_phone(browser: Browser) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="zh-CN", java_script_enabled=False, accept_downloads=True
    )
    context.set_default_timeout(15_000)
    return context


@pytest.fixture
def desk(browser: Browser) -> Iterator[BrowserContext]:
    """A clerk's or an officer's screen."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    context.set_default_timeout(15_000)
    yield context
    context.close()
