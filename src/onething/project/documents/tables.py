"""Markdown tables, and the line on top that says a page is not edited by hand."""

from collections.abc import Iterable, Sequence

NOTICE = "<!-- Written by `onething docs render` from the code. Change the code, then render again. -->"


def page(title: str, intro: str, *parts: str) -> str:
    """A whole page."""
    return "\n\n".join([f"# {title}", NOTICE, intro, *parts]) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """One Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def code(text: str) -> str:
    """In backquotes; nothing when there is nothing."""
    return f"`{text}`" if text else ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|")
