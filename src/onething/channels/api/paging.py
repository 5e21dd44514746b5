"""Lists by keyset: an opaque mark of the next page, good for the list it came from."""

from ninja import Schema
from pydantic import Field


class CursorIn(Schema):
    """翻页。"""

    cursor: str | None = Field(default=None, max_length=400, description="上一页回答里的 next_cursor；第一页不带")
