"""`error-codes.md`: every coded error and finding, with what it says to people; read from the sources."""

import ast
import re
from collections.abc import Iterator
from functools import cache

from onething.project.documents.sources import CHINESE, chinese_in, room_of, text_of, trees
from onething.project.documents.tables import code, page, table

SHAPE = re.compile(r"[a-z][a-z0-9]*([._-]([a-z0-9]+|…))*|onething\.[EW]\d{3}")
MADE_BY = frozenset({"refuse", "warn", "note", "Reason", "PackFinding", "Finding", "Error", "Caution", "UploadRefused"})
NAMED = ("code", "id")
Told = tuple[str, str, str]  # room, code, words


@cache
def error_codes() -> str:
    """The page; made once, for the sources stand still while a process runs."""
    return page(
        "错误码与检查结论码",
        "稳定的代码，供日志、接口和文档引用；“…”处填入具体内容。说明取自代码里给人看的原文。",
        "## 错误",
        table(("代码", "房间", "类", "给人看的话", "何时"), sorted(set(_errors()))),
        "## 检查结论和原因",
        table(("代码", "房间", "说明"), sorted({(code(what), code(room), said) for room, what, said in _findings()})),
    )


def _errors() -> Iterator[tuple[str, ...]]:
    for place, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and (own := _own_code(node)):
                said = next(iter(_messages(node)), "")
                yield code(own), code(room_of(place)), code(node.name), said, ast.get_docstring(node) or ""


def _own_code(node: ast.ClassDef) -> str:
    """The `code = "..."` of a class."""
    for part in node.body:
        match part:
            case ast.Assign(targets=[ast.Name(id="code")], value=ast.Constant(value=str(own))):
                return own
    return ""


def _messages(node: ast.ClassDef) -> Iterator[str]:
    """What the class hands to its base as text."""
    for part in ast.walk(node):
        match part:
            case ast.Call(func=ast.Attribute(attr="__init__"), args=[first, *_]):
                yield from chinese_in(first)


def _findings() -> Iterator[Told]:
    enums = dict(_enums())
    said: set[str] = set()
    for place, tree in trees():
        for what, words in _told(tree, enums):
            said.add(what)
            yield room_of(place), what, words
    yield from ((room, what, "") for room, what in enums.values() if what not in said)


def _enums() -> Iterator[tuple[str, tuple[str, str]]]:
    """`FailureCode.EMPTY` -> its room and value, for every enumeration of codes."""
    for place, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and node.name.endswith("Code"):
                for part in node.body:
                    match part:
                        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(value))):
                            yield f"{room_of(place)}:{node.name}.{name}", (room_of(place), value)


def _told(tree: ast.Module, enums: dict[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each code with the words beside it: in a call that makes a finding, or in a table of reasons."""
    by_member = {member.partition(":")[2]: value for member, (_, value) in enums.items()}
    given = _given_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call | ast.Tuple):
            yield from _together(node, by_member, given)
        elif isinstance(node, ast.Dict):
            yield from _in_table(node)


def _given_names(tree: ast.Module) -> list[tuple[int, str, str]]:
    """Texts for people that were given a name first: line, name, text."""
    found: list[tuple[int, str, str]] = []
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if CHINESE.search(text_of(value)):
                found.append((node.lineno, name, text_of(value)))
    return sorted(found)


def _together(
    node: ast.Call | ast.Tuple, by_member: dict[str, str], given: list[tuple[int, str, str]]
) -> Iterator[tuple[str, str]]:
    """A code and a text for people side by side."""
    parts = node.elts if isinstance(node, ast.Tuple) else [*node.args, *(word.value for word in node.keywords)]
    codes = [by_member[ast.unparse(part)] for part in parts if ast.unparse(part) in by_member]
    if isinstance(node, ast.Call):
        codes += _written_codes(node)
    words = [text_of(part) or _last_given(part, node.lineno, given) for part in parts]
    said = next((text for text in words if CHINESE.search(text)), "")
    if codes and said:
        yield codes[0], said


def _written_codes(node: ast.Call) -> list[str]:
    """The code handed to what makes a finding: as `code=`, as `id=`, or first."""
    if ast.unparse(node.func).split(".")[-1] not in MADE_BY:
        return []
    named = [word.value for word in node.keywords if word.arg in NAMED]
    return [text for part in (*named, *node.args[:1]) if SHAPE.fullmatch(text := text_of(part))]


def _last_given(part: ast.expr, line: int, given: list[tuple[int, str, str]]) -> str:
    """The text that the name was given last before this line."""
    if not isinstance(part, ast.Name):
        return ""
    return next((text for at, name, text in reversed(given) if name == part.id and at <= line), "")


def _in_table(node: ast.Dict) -> Iterator[tuple[str, str]]:
    """Tables such as the reasons why an upload is refused: dotted codes with sentences."""
    for key, value in zip(node.keys, node.values, strict=True):
        what, said = text_of(key) if key else "", text_of(value)
        if "." in what and SHAPE.fullmatch(what) and CHINESE.search(said):
            yield what, said
