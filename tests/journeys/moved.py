"""The house in this process behind a real socket, at an instant that the journey sets: weeks pass while a browser looks on.

The worker is the house's own, turned by hand.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, BrowserContext, Page

from builders.cases import SITE
from builders.newborn import publish_packs
from builders.restaurant import browser_of, officer_at
from onething.modules.identity.api import Account
from onething.platform.clock import moved
from onething.platform.outbox.worker import Worker
from onething.platform.permissions import Role
from onething.project.composition import DUTIES, compose

CLERK = "clerk"


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *_details: Any) -> None:
        pass


@dataclass
class MovedHouse:
    """Where it listens, what time it is there, and who has a browser open."""

    now: datetime
    browser: Browser
    url: str = ""
    contexts: list[tuple[str, BrowserContext]] = field(default_factory=list)
    worker: Worker | None = None

    def answer(self, application: Callable[..., Any], environ: WSGIEnvironment, start: StartResponse) -> Any:
        with moved(self.now):
            return application(environ, start)

    def work(self) -> None:
        """The worker does every duty that is due, and whatever stands in the outbox."""
        with moved(self.now):
            self.worker = self.worker or Worker(duties=DUTIES)
            while self.worker.turn() == 0.0:
                pass

    def pass_time(self, **time: int) -> None:
        """So much later the worker is at work, and everybody logs in again."""
        self.now += timedelta(**time)
        self.work()
        for login, context in self.contexts:
            self._log_in(login, context)

    def phone_of(self, login: str) -> Page:
        """A small screen without JavaScript, logged in."""
        return self._page(login, viewport={"width": 390, "height": 844}, java_script_enabled=False)

    def screen_of(self, login: str) -> Page:
        """A screen at work, logged in."""
        return self._page(login, viewport={"width": 1366, "height": 768})

    def _page(self, login: str, **given: Any) -> Page:
        context = self.browser.new_context(locale="zh-CN", **given)
        context.set_default_timeout(15_000)
        self.contexts.append((login, context))
        self._log_in(login, context)
        return context.new_page()

    def _log_in(self, login: str, context: BrowserContext) -> None:
        with moved(self.now):
            ((name, morsel),) = browser_of(Account.objects.get(login=login)).cookies.items()
        context.add_cookies([{"name": name, "value": morsel.value, "url": self.url}])


@contextmanager
def served(now: datetime, browser: Browser, settings: Any) -> Iterator[MovedHouse]:
    """With the packs and a window, until the journey is over."""
    with moved(now):
        publish_packs()
        compose()
        officer_at("", name="韩若水", role=Role.WINDOW_CLERK, site=SITE, login=CLERK)
    house, application = MovedHouse(now, browser), StaticFilesHandler(get_wsgi_application())
    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietHandler)
    server.daemon_threads = False  # a thread that still answers would meet an emptied database
    server.set_app(lambda environ, start: house.answer(application, environ, start))
    house.url = settings.PUBLIC_URL = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield house
    finally:
        for _, context in house.contexts:
            context.close()
        server.shutdown()
        server.server_close()
        thread.join()
