"""What people read uses Chinese punctuation between Chinese words."""

import ast
import re
from collections.abc import Iterator

HALF_WIDTH = re.compile(r"[\u4e00-\u9fff”》）][,;!?][ ]?[\u4e00-\u9fff“《（]")


def for_people(texts: dict[str, str], trees: dict[str, ast.Module]) -> Iterator[tuple[str, str]]:
    """Templates as they stand, and the texts of the code, which has English docstrings and comments beside them."""
    for path, text in texts.items():
        if path.startswith("src/onething/") and path.endswith(".html"):
            yield path, re.sub(r"{#.*?#}", "", text, flags=re.DOTALL)
    for path, tree in trees.items():
        if path.startswith("src/onething/"):
            nodes = list(ast.walk(tree))
            prose = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
            for node in nodes:
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
                    yield path, node.value


def test_no_half_width_mark_stands_between_chinese_words(texts: dict[str, str], trees: dict[str, ast.Module]) -> None:
    found = [f"{path}: {hit[0]}" for path, text in for_people(texts, trees) for hit in HALF_WIDTH.finditer(text)]

    assert found == []
