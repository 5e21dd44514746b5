"""The repository as the house tests see it: its root, its sources, and its texts."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READ = ("src", "docs", "tests", "tools", "packs", "requirements", ".ci")
TEXT = frozenset(
    {".py", ".md", ".toml", ".txt", ".sh", ".yml", ".yaml", ".json", ".html", ".css", ".js", ".svg", ".typ", ""}
)


def _ours(path: Path) -> bool:
    return (
        path.is_file()
        and "__pycache__" not in path.parts
        and not any(part.endswith(".egg-info") for part in path.parts)
    )


def _texts() -> Iterator[Path]:
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.suffix in TEXT and path.name != ".git")
    for folder in READ:
        yield from (path for path in (ROOT / folder).rglob("*") if _ours(path) and path.suffix in TEXT)


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """Every text file that belongs to the repository, by its path from the root."""
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in sorted(_texts())}


@pytest.fixture(scope="session")
def sources(texts: dict[str, str]) -> dict[str, str]:
    """Every Python file of the product and the simulators, without generated migrations."""
    return {
        path: text
        for path, text in texts.items()
        if path.startswith("src/") and path.endswith(".py") and "/migrations/" not in path
    }


@pytest.fixture(scope="session")
def trees(sources: dict[str, str]) -> dict[str, ast.Module]:
    """The same, parsed once for all who look at their shape."""
    return {path: ast.parse(text) for path, text in sources.items()}
