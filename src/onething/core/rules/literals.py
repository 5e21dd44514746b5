"""Values written in a rule: whole numbers of 64 bits, and quoted text with a short list of escapes.

Source: Common Expression Language specification, section "Values" and "String and Bytes Values".
"""

import re

from .errors import Code, Findings
from .scan import is_text_character

MIN_INT, MAX_INT = -(2**63), 2**63 - 1

_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)")
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", '"': '"', "'": "'"}


def read_int(written: str, *, at: int, found: Findings) -> int | None:
    """Return the number, or None after noting that it does not fit 64 bits."""
    value = int(written, 16 if "0x" in written else 10)
    if MIN_INT <= value <= MAX_INT:
        return value
    message = f"{written[:24]} 超出 64 位整数范围（{MIN_INT} 至 {MAX_INT}）。请改用较小的数。"
    found.add(Code.NUMBER_RANGE, at=at, message=message)
    return None


def read_text(written: str, *, at: int, found: Findings) -> str | None:
    """Return the text between the quotes, or None after noting escapes that cannot be read."""
    value, end, sound = "", 1, True
    for escape in _ESCAPE.finditer(written, 1, len(written) - 1):
        value += written[end : escape.start()]
        end = escape.end()
        character = _unescape(escape.group(1))
        if character is None:
            sound = False
            message = f"不认识或不允许的转义 {escape.group()}。可用 \\n \\t \\r \\\\ \\\" \\' 和 \\u 加四位十六进制数。"
            found.add(Code.BAD_ESCAPE, at=at + escape.start(), message=message)
        else:
            value += character
    return value + written[end:-1] if sound else None


def _unescape(body: str) -> str | None:
    if len(body) == 1:
        return _SIMPLE.get(body)
    number = int(body[1:], 16)
    if number > 0x10FFFF or not is_text_character(chr(number)):
        return None
    return chr(number)
