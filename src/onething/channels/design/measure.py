"""How wide Chinese and Latin text will be, in em, without asking a browser; so that labels wrap and fit in SVG."""

from unicodedata import combining, east_asian_width

WIDE = frozenset("WFA")
LATIN_EM = 0.56
NO_LINE_START = frozenset("，。、；：！？）》」』”’·")


def char_width(char: str) -> float:
    """One em for a full-width character, about half for Latin, nothing for a combining mark."""
    if combining(char):
        return 0.0
    return 1.0 if east_asian_width(char) in WIDE else LATIN_EM


def text_width(text: str) -> float:
    """The width of a line in em."""
    return sum(map(char_width, text))


def wrap(text: str, limit: float) -> tuple[str, ...]:
    """Break a label into as few lines of at most `limit` em as possible, and those of about the same length."""
    lines = _fill(text, limit)
    narrow = text_width(text) / max(len(lines), 1)
    while narrow < limit:
        even = _fill(text, narrow)
        if len(even) <= len(lines):
            return even
        narrow += LATIN_EM
    return lines


def _fill(text: str, limit: float) -> tuple[str, ...]:
    """Fill one line after the other; closing punctuation never begins a line."""
    lines: list[str] = []
    line = ""
    for char in text:
        if line and text_width(line + char) > limit and char not in NO_LINE_START:
            lines.append(line.rstrip())
            line = char.lstrip()
        else:
            line += char
    return (*lines, line) if line else tuple(lines)
