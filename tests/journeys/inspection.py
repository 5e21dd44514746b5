"""What machines can see of beauty and of access on a page as it stands, at three sizes.

Sizes and numbers: design rules of the product (WCAG 2.2 AA; targets of 44 px, 60 px in 长辈版).
"""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Page

from builders.browsers import AXE

RUN_AXE = """only => axe.run(document, {runOnly: only, resultTypes: ["violations"]})
  .then(found => found.violations.map(v => v.id + " " + v.nodes.map(n => n.target.join(" ")).slice(0, 3).join(", ")))"""
EVERY_RULE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES_OF_WIDTH = [
    "aria-hidden-focus", "button-name", "heading-order", "input-button-name", "label", "landmark-one-main", "link-name",
    "page-has-heading-one", "scrollable-region-focusable", "select-name", "summary-name", "target-size",
]  # fmt: skip
"""What may come out otherwise where the page is narrow: things are hidden there, stacked, or scroll."""
SMALL_TARGETS = """least => [...document.querySelectorAll(".button, .input, .choice, .back-link, .mode-switch, .header-link")]
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, r]) => r.width > 1 && e.checkVisibility() && (r.height < least - 0.5 || r.width < 24))
  .map(([e, r]) => e.className + " " + Math.round(r.height) + " " + e.textContent.trim().slice(0, 12))"""
EMPTY_END = """() => document.documentElement.scrollHeight - innerHeight > 2
  && document.documentElement.scrollHeight > document.body.getBoundingClientRect().bottom + scrollY + 2"""
WAYS = ((1366, 768, "standard"), (390, 844, "standard"), (320, 640, "elder"))
TARGET = {"standard": 44, "elder": 60}
RULES = {"standard": EVERY_RULE, "elder": RULES_OF_WIDTH}


@dataclass
class Inspection:
    """What was found wrong so far, and under which title each address was seen."""

    findings: list[str] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)

    def look(self, page: Page, name: str, *, is_citizen: bool = True, with_axe: bool = True) -> None:
        """Inspect the page as it stands at three sizes; the mode is set on the page, so that posted states stay.

        Axe is slow: it reads the widest by every rule and the narrowest by those that width can change; the parts that
        pages are made of are read by every rule in both modes (tests/channels/design/test_in_a_browser.py).
        """
        self._note_title(page, name)
        if page.get_by_role("heading", level=1).count() != 1:
            self.findings.append(f"{name}: not one h1")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        for width, height, mode in WAYS:
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate("mode => document.documentElement.dataset.mode = mode", mode)
            where = f"{name} at {width} {mode}"
            if with_axe and width != 390:
                self.findings += [f"{where}: {one}" for one in page.evaluate(RUN_AXE, RULES[mode])]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                self.findings.append(f"{where}: scrolls sideways")
            if page.evaluate(EMPTY_END):
                self.findings.append(f"{where}: scrolls into nothing")
            if is_citizen:
                self.findings += [f"{where}: small {one}" for one in page.evaluate(SMALL_TARGETS, TARGET[mode])]
        page.evaluate("document.documentElement.dataset.mode = 'standard'")

    def look_again(self, page: Page, name: str, *, with_axe: bool = True) -> None:
        """The same address as the same person, in a browser with scripts: without them nothing can be measured."""
        browser = page.context.browser
        assert browser is not None
        context = browser.new_context(storage_state=page.context.storage_state(), locale="zh-CN")
        measured = context.new_page()
        measured.goto(page.url)
        self.look(measured, name, with_axe=with_axe)
        context.close()

    def _note_title(self, page: Page, name: str) -> None:
        path, title = urlsplit(page.url).path, page.title()
        if title and self.titles.setdefault(title, path) != path:
            self.findings.append(f"{name}: {title} is also the title of {self.titles[title]}")
