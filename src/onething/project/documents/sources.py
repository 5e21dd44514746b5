"""The product's sources as syntax trees, and the texts in them: what generated pages are read from."""

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

HOUSE = Path(__file__).parents[2]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@lru_cache(maxsize=1)
def trees() -> tuple[tuple[str, ast.Module], ...]:
    """Every source file of the product by its place, without migrations and these pages themselves."""
    files = (path for path in sorted(HOUSE.rglob("*.py")) if "migrations" not in path.parts)
    ours = (path for path in files if path.parent != Path(__file__).parent)
    return tuple((path.relative_to(HOUSE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))) for path in ours)


def text_of(node: ast.AST) -> str:
    """The text of a literal or f-string, with … where a value is put in; nothing for anything else."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(text_of(value) or "…" for value in values)
        case ast.BinOp(left=left, right=right, op=ast.Add()):
            parts = text_of(left), text_of(right)
            return "".join(part or "…" for part in parts) if any(parts) else ""
        case ast.IfExp(body=body):
            return text_of(body)
        case _:
            return ""


def chinese_in(node: ast.AST) -> Iterator[str]:
    """Texts for people below a node, in the order of the source; parts of a longer text are not told again."""
    text = text_of(node)
    if CHINESE.search(text):
        yield text
    elif not text:
        for child in ast.iter_child_nodes(node):
            yield from chinese_in(child)


def room_of(place: str) -> str:
    """`modules/intake/errors.py` belongs to `modules/intake`."""
    return "/".join(place.removesuffix(".py").split("/")[:2])
