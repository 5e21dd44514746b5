"""The only door to cel-python: its CEL grammar turns text into a lark tree, or notes the syntax problem."""

from functools import cache

from celpy.celparser import CELParser
from lark import Lark, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken
from lark.lexer import Token

from .errors import Code, Findings

_HINTS = {
    "=": "“等于”请写成 ==。",
    "&": "“并且”请写成 &&。",
    "|": "“或者”请写成 ||。",
    "and": "“并且”请写成 &&。",
    "or": "“或者”请写成 ||。",
    "not": "“不是”请写成 !。",
    ";": "一条规则只写一个条件，末尾不加分号。",
    ",": '多个条件之间请用 && 或 || 连接；列表写成 ["a", "b"]，末尾不加逗号。',
    "\\": "反斜杠只能用在引号里面。",
}


def parse(text: str, found: Findings) -> Tree[Token] | None:
    """Return the grammar's tree, or None after noting why there is none."""
    try:
        return _grammar().parse(text)
    except UnexpectedInput as error:
        place = _place(text, error)
        found.add(Code.SYNTAX, at=place, message=_message(text, place))
        return None


class _PlacedParser(CELParser):
    """The library's parser makes `true` and `false` without their place; clauses are quoted by place."""

    @staticmethod
    def ambiguous_literals(t: Token) -> Token:
        return Token.new_borrow_pos("BOOL_LIT", t.value, t) if t.value in ("true", "false") else t


@cache
def _grammar() -> Lark:
    _PlacedParser()
    grammar = CELParser.CEL_PARSER
    if grammar is None:  # pragma: no cover - the constructor above always sets it
        raise RuntimeError("cel-python has loaded no grammar")
    return grammar


def _place(text: str, error: UnexpectedInput) -> int:
    if isinstance(error, UnexpectedCharacters):
        return error.pos_in_stream or 0
    if isinstance(error, UnexpectedToken) and error.token.type != "$END":
        return error.token.start_pos or 0
    return len(text.rstrip())


def _message(text: str, place: int) -> str:
    rest = text[place:].lstrip()
    if not rest:
        return "规则没有写完。请补上后面的比较、名称或括号。"
    word = rest[0]
    if word.isalnum():
        word = rest.split(maxsplit=1)[0]
    elif rest.startswith(("&&", "||", "==")):
        word = rest[:2]
    return f"这里的“{word[:20]}”不合写法。{_HINTS.get(word.lower(), '请检查前后的运算符和括号是否成对、是否漏写。')}"
