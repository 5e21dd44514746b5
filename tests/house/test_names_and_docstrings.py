"""A name says what is inside, and whoever is public says what it is for."""

import ast
from pathlib import PurePosixPath

import pytest

SAYS_NOTHING = ("util", "helper", "common", "misc", "manager")

Documented = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def says_nothing(path: str) -> bool:
    """Whether a part of the path is a name under which anything could lie."""
    words = {word.removesuffix("s") for part in PurePosixPath(path).parts for word in part.split(".")[0].split("_")}
    return any(word in words for word in SAYS_NOTHING)


def undocumented(path: str, tree: ast.Module) -> list[str]:
    """The module and its public classes and functions that have no docstring."""
    public = [node for node in tree.body if isinstance(node, Documented) and not node.name.startswith("_")]
    missing = [f"{path}:{node.lineno} {node.name}" for node in public if not ast.get_docstring(node)]
    return missing if ast.get_docstring(tree) else [path, *missing]


def test_no_source_has_a_name_under_which_anything_could_lie(texts: dict[str, str]) -> None:
    assert [path for path in texts if path.startswith("src/") and says_nothing(path)] == []


def test_modules_and_public_classes_and_functions_have_docstrings(trees: dict[str, ast.Module]) -> None:
    assert [place for path, tree in trees.items() for place in undocumented(path, tree)] == []


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("src/onething/modules/intake/utils.py", True),
        ("src/onething/core/date_helpers.py", True),
        ("src/onething/platform/common/__init__.py", True),
        ("src/onething/modules/intake/services/submit.py", False),
        ("src/onething/core/planning/merging.py", False),
    ],
)
def test_empty_names_are_recognised(path: str, expected: bool) -> None:
    assert says_nothing(path) is expected


def test_a_missing_docstring_is_seen() -> None:
    text = '"""Module."""\n\ndef shown():\n    pass\n\ndef _own():\n    pass\n\nclass Plan:\n    """Plan."""\n'
    assert undocumented("a.py", ast.parse(text)) == ["a.py:3 shown"]
