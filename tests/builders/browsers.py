"""A real browser: Debian's Chromium without windows, which draws the same pages for half the work."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = Path("/usr/bin/chromium-headless-shell")
AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
needs_browser = pytest.mark.skipif(
    not CHROMIUM.exists() or not AXE.exists(), reason="needs Debian's chromium-headless-shell and npm's axe-core"
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Its driver keeps a loop running in this thread, and no second one may start meanwhile."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
