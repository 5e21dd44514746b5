"""What people read uses Chinese punctuation between Chinese words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import onething

ROOT = Path(onething.__file__).parent
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff”》）][,;!?][ ]?[\u4e00-\u9fff“《（]")


def texts() -> Iterator[tuple[Path, str]]:
    """Templates as they stand, and the texts of the code, which has English docstrings and comments beside them."""
    for path in ROOT.rglob("*.html"):
        yield path, re.sub(r"{#.*?#}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for path in ROOT.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
                yield path, node.value


def test_no_half_width_mark_stands_between_chinese_words() -> None:
    found = [f"{path.relative_to(ROOT)}: {hit[0]}" for path, text in texts() for hit in HALF_WIDTH.finditer(text)]

    assert found == []
