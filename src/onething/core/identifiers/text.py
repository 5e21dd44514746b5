"""What people really type and paste: full-width characters, blanks, hyphens, invisible characters, small letters."""

import re
import unicodedata

from onething.core.identifiers.checked import Checked, FailureCode, refused

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_UPPER = {code: code - 32 for code in range(ord("a"), ord("z") + 1)}
_FULL_WIDTH_SMALL = {code: code - 0xFEE0 - 32 for code in range(0xFF41, 0xFF5B)}
_TO_CANONICAL = _FULL_WIDTH | _UPPER | _FULL_WIDTH_SMALL
_HYPHENS = frozenset("-‐‑‒–—―−﹣")
_LONGEST = 1_000
_BLANKS = frozenset("\t\n\r")
_UNREADABLE = re.compile("[\0\ud800-\udfff\ufffd]")  # U+FFFD stands where something else was typed


def normalise(text: str, *, label: str = "") -> Checked:
    """The number as it should have been typed; what is unreadable is refused."""
    trouble = find_unreadable(text)
    if trouble is not None:
        return trouble
    cleaned = "".join(char for char in text.translate(_TO_CANONICAL) if not _is_noise(char))
    if not cleaned:
        return refused(FailureCode.EMPTY, f"还没有填写{label}，请填写。")
    return Checked(value=cleaned)


def half_width(text: str) -> str:
    """Full-width letters, digits and signs as their plain forms; case is kept."""
    return text.translate(_FULL_WIDTH)


def is_unreadable(text: str) -> bool:
    """Whether a character of the text cannot be stored, or was lost on the way: U+0000, lone surrogates, U+FFFD."""
    return _UNREADABLE.search(text) is not None


def find_unreadable(text: str) -> Checked | None:
    """The refusal of text that cannot be stored or sent on, or is no number or name by its mere size."""
    if len(text) > _LONGEST:
        return refused(FailureCode.LENGTH, "内容太长，可能粘贴了别的文字，请清空后重新填写。")
    if is_unreadable(text):
        return refused(FailureCode.UNREADABLE, "内容里有无法识别的字符（可能是复制时带入的），请删去后手工重新输入。")
    return None


def is_invisible(char: str) -> bool:
    """Zero-width characters, byte order marks, direction marks and the like."""
    return unicodedata.category(char) == "Cf"


def shown(char: str) -> str:
    """A character as a message may print it."""
    return f"“{char}”" if char.isprintable() else f"U+{ord(char):04X}"


def _is_noise(char: str) -> bool:
    return char in _HYPHENS or char in _BLANKS or unicodedata.category(char) in {"Zs", "Cf"}
