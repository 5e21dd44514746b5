"""First look at a rule text, before any grammar: length, characters, quotes and depth of brackets.

It keeps hostile text away from the grammar's library: an unclosed quote full of backslashes makes its
token pattern backtrack without end, and thousands of brackets make trees too deep to walk.
"""

import re
import unicodedata

from .errors import Code, Findings

MAX_LENGTH = 2_000
MAX_DEPTH = 32

_PIECE = re.compile(r"""//|["']|[(\[{]|[)\]}]|[^ -~\t\n\r]""")
_BARE_QUOTES = {"“": '"', "”": '"', "‘": "'", "’": "'", "。": ".", "《": "<", "》": ">"}
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def scan(text: str, found: Findings) -> None:
    """Note everything that can be told wrong without a grammar; at most `MAX_LENGTH` characters are looked at."""
    if len(text) > MAX_LENGTH:
        message = f"规则有 {len(text)} 个字符，最多 {MAX_LENGTH} 个。请拆成几条规则，或增加一个问题来代替长条件。"
        found.add(Code.TOO_LONG, at=0, message=message)
    elif not text.strip():
        found.add(Code.EMPTY, at=0, message='规则是空的。请写出条件，例如 marital == "married"；总是成立请写 true。')
    else:
        _walk(text, found)


def is_text_character(character: str) -> bool:
    """Whether a character may stand inside quotes: no control, surrogate or direction-changing characters."""
    return unicodedata.category(character) not in {"Cc", "Cs"} and character not in _BIDI


def _walk(text: str, found: Findings) -> None:
    depth = deepest = position = 0
    while piece := _PIECE.search(text, position):
        mark, position = piece.group(), piece.end()
        if mark in "\"'":
            position = _skip_quoted(text, piece.start(), found)
        elif mark == "//":
            found.add(Code.FORBIDDEN, at=piece.start(), message="规则里不能写注释。请把说明写到“依据”或备注里。")
            position = _end_of_line(text, position)
        elif mark in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif mark in ")]}":
            depth -= 1
        else:
            found.add(Code.BAD_CHARACTER, at=piece.start(), message=_character_message(mark))
    if deepest > MAX_DEPTH:
        note_depth(found)


def note_depth(found: Findings) -> None:
    """Note, once for the whole text, that the rule is nested too deeply."""
    message = f"条件嵌套超过 {MAX_DEPTH} 层。请去掉多余的括号，或拆成几条规则。"
    found.add(Code.TOO_DEEP, at=0, message=message)


def _end_of_line(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _skip_quoted(text: str, start: int, found: Findings) -> int:
    """Check the quoted text that opens at `start` and return the offset after it."""
    quote = text[start]
    if text.startswith(quote * 3, start) or text[max(start - 1, 0)] in "rRbB":
        message = '这里只能用普通引号，不能用三引号，也不能加 r、b 前缀。请写成 "…"。'
        found.add(Code.FORBIDDEN, at=start, message=message)
    position = start + 1
    while position < len(text) and text[position] not in (quote, "\n", "\r"):
        if not is_text_character(text[position]):
            found.add(Code.BAD_CHARACTER, at=position, message=_character_message(text[position]))
        escaped = text[position] == "\\" and is_text_character(text[position + 1 : position + 2] or "\0")
        position += 2 if escaped else 1
    if position < len(text) and text[position] == quote:
        return position + 1
    found.add(Code.UNCLOSED_TEXT, at=start, message=f"从这里开始的文字没有结束的引号。请在同一行补上 {quote}。")
    return _end_of_line(text, start)


def _character_message(character: str) -> str:
    plain = _BARE_QUOTES.get(character) or unicodedata.normalize("NFKC", character)
    if plain != character and plain.isascii() and plain.isprintable():
        return f"“{character}”是全角符号。请改用半角的 {plain}。"
    if character.isprintable():
        return f"“{character}”不能写在引号外面。名称只用英文字母、数字、下划线和点；文字请放进引号。"
    return f"含有看不见或不合法的字符 U+{ord(character):04X}。请删去它，或重新键入这一段。"
