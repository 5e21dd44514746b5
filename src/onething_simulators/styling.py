"""The one style sheet of the pages that a person may see."""

from pathlib import Path

from onething_simulators.messages import Reply

STYLE = (Path(__file__).parent / "page.css").read_bytes()


def style_sheet() -> Reply:
    """Return the style sheet."""
    return Reply(body=STYLE, content_type="text/css; charset=utf-8")
