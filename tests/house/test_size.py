"""The tail stays short: no file in the middle that everybody fears."""

import ast
from collections.abc import Iterator
from statistics import median

import pytest

Function = ast.FunctionDef | ast.AsyncFunctionDef

LONGEST_FILE = 400
USUAL_FILE = 250
LONG_FUNCTION = 50


def functions_of(tree: ast.Module) -> Iterator[Function]:
    """Every function and method of a source."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def length_of(function: Function) -> int:
    """Lines from `def` to the end, not counting the docstring."""
    first = function.body[0]
    documented = ast.get_docstring(function) is not None
    docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if documented else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - docstring


@pytest.fixture(scope="module")
def lengths(trees: dict[str, ast.Module]) -> list[tuple[int, str]]:
    """Length and place of every function."""
    return [
        (length_of(function), f"{path}:{function.lineno} {function.name}")
        for path, tree in trees.items()
        for function in functions_of(tree)
    ]


def test_no_file_is_longer_than_400_lines(sources: dict[str, str]) -> None:
    assert [path for path, text in sources.items() if len(text.splitlines()) > LONGEST_FILE] == []


def test_nine_files_in_ten_have_at_most_250_lines(sources: dict[str, str]) -> None:
    long = [path for path, text in sources.items() if len(text.splitlines()) > USUAL_FILE]
    assert len(long) * 10 <= len(sources), long


def test_half_of_the_functions_have_at_most_eight_lines(lengths: list[tuple[int, str]]) -> None:
    assert median([length for length, _ in lengths] or [0]) <= 8


def test_at_most_one_function_in_a_hundred_is_longer_than_50_lines(lengths: list[tuple[int, str]]) -> None:
    long = [place for length, place in lengths if length > LONG_FUNCTION]
    assert len(long) * 100 <= len(lengths), long


def test_the_measure_counts_lines_without_the_docstring() -> None:
    (function,) = functions_of(ast.parse('def f():\n    """Two\n    lines."""\n    a = 1\n    return a\n'))
    assert length_of(function) == 3
