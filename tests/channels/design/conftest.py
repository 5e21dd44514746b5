"""Draws templates with the real environment and reads the answer as a flat list of elements."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import jinja2
import pytest

from onething.channels import design
from onething.channels.design.environment import environment

ROOM = Path(design.__file__).parent


@dataclass(slots=True)
class Element:
    """One opening tag with its attributes."""

    tag: str
    attrs: dict[str, str | None] = field(default_factory=dict)

    def words(self, name: str) -> list[str]:
        return (self.attrs.get(name) or "").split()


class Reader(HTMLParser):
    """Collects opening tags in order."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs)))


@pytest.fixture
def read() -> Callable[[str], list[Element]]:
    """All elements of a page, in order."""

    def read_elements(html: str) -> list[Element]:
        reader = Reader()
        reader.feed(html)
        return reader.elements

    return read_elements


@pytest.fixture
def draw() -> Callable[..., str]:
    """Render a template text; `draw("{{ ... }}", macros="forms.text_field", name=value)` imports the macro first."""
    built = environment(loader=jinja2.FileSystemLoader(ROOM / "jinja2"))

    def render(source: str, macros: str = "", **context: object) -> str:
        family, _, names = macros.partition(".")
        head = f"{{% from 'design/{family}.html' import {names} %}}" if macros else ""
        return built.from_string(head + source).render(context)

    return render
