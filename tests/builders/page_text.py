"""Read a page as a person or a machine does: its words, its links, the fields of its forms."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

SILENT = {"script", "style", "title"}


@dataclass
class Page:
    """What stands on a page; `words` has no white space, `fields` are the names and values a form would send."""

    title: str = ""
    words: str = ""
    links: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    fields: list[tuple[str, str]] = field(default_factory=list)
    chosen: list[tuple[str, str]] = field(default_factory=list)
    radios: list[tuple[str, str]] = field(default_factory=list)
    headings: int = 0


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page, self.inside = Page(), ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.inside = tag
        self.page.headings += tag == "h1"
        if tag == "a":
            self.page.links.append(given["href"])
        if tag in {"link", "script"}:
            self.page.sources.append(given.get("href") or given.get("src", ""))
        if tag == "input":
            self._input(given)

    def _input(self, given: dict[str, str]) -> None:
        pair = (given["name"], given.get("value", ""))
        if given["type"] == "hidden":
            self.page.fields.append(pair)
        elif given["type"] == "radio":
            self.page.radios.append(pair)
        if "checked" in given:
            self.page.chosen.append(pair)

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "title":
            self.page.title += data
        elif self.inside not in SILENT:
            self.page.words += "".join(data.split())


def read_page(content: bytes) -> Page:
    """The page of a response."""
    reader = _Reader()
    reader.feed(content.decode())
    return reader.page
