"""Docs that a test reads: a stale one fails the build."""

import importlib
import re
import tomllib
from dataclasses import is_dataclass
from enum import Enum
from pathlib import Path

import pytest

STATUSES = ("proposed", "accepted", "superseded", "rejected")
PARTS = ("## Context", "## Decision", "## What it costs")
LINK = re.compile(r"\]\(([^)#:]+)(#[^)]*)?\)")
ROOM_ROW = re.compile(r"^\| `(\w+)` \|(.*)$", re.MULTILINE)
FLOORS = ("core", "platform", "modules", "channels")


def records(root: Path) -> list[Path]:
    return sorted((root / "docs/adr").glob("[0-9]*.md"))


def rooms_of(root: Path, floor: str) -> set[str]:
    """Packages of a floor, and its single-file rooms."""
    folder = root / "src/onething" / floor
    packages = {path.parent.name for path in folder.glob("*/__init__.py")}
    return packages | {path.stem for path in folder.glob("[a-z]*.py")}


def section(text: str, title: str) -> str:
    """The part of a page under a heading of the second or third level."""
    found = re.search(rf"^##+ {title}.*?$(.*?)(?=^##+ |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None, f"no section {title}"
    return found.group(1)


def first_cells(table: str) -> set[str]:
    """What stands in backquotes in the first column of a table."""
    return set(re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE))


def plain(requirement: str) -> str:
    """A requirement without extras, versions and markers."""
    return re.split(r"[\[<>=;~! ]", requirement, maxsplit=1)[0]


def value_classes(room: str) -> set[str]:
    """Public frozen dataclasses and enums that a core room shows at its door."""
    door = importlib.import_module(f"onething.core.{room}")
    shown = {name: getattr(door, name) for name in getattr(door, "__all__", ())}
    return {
        name
        for name, thing in shown.items()
        if isinstance(thing, type) and (is_dataclass(thing) or issubclass(thing, Enum))
    }


def core_rooms() -> list[str]:
    return sorted(path.parent.name for path in (Path(__file__).parents[2] / "src/onething/core").glob("*/__init__.py"))


def test_every_decision_record_is_in_the_index_with_its_status(root: Path, texts: dict[str, str]) -> None:
    index = texts["docs/adr/README.md"]
    lines = []
    for path in records(root):
        title = path.read_text(encoding="utf-8").splitlines()[0].split(". ", 1)[1]
        status = re.search(r"^Status: (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert status is not None, path.name
        assert status.group(1) in STATUSES, path.name
        lines.append(f"| {path.name[:4]} | [{title}]({path.name}) | {status.group(1)} |")
    assert [line for line in lines if line not in index] == []
    assert index.count("\n| 0") == len(lines)


def test_every_decision_record_has_its_parts_on_half_a_page(root: Path) -> None:
    for path in records(root):
        text = path.read_text(encoding="utf-8")
        assert [part for part in PARTS if part not in text] == [], path.name
        assert len(text.split()) <= 300, path.name


def test_decision_records_are_numbered_without_gaps(root: Path) -> None:
    assert [int(path.name[:4]) for path in records(root)] == list(range(1, len(records(root)) + 1))


@pytest.mark.parametrize("room", core_rooms())
def test_every_value_class_of_the_core_is_in_the_glossary(room: str, texts: dict[str, str]) -> None:
    words = set(re.findall(r"`(\w+)`", texts["docs/glossary.md"]))
    assert value_classes(room) - words == set()


@pytest.mark.parametrize("floor", FLOORS)
def test_every_room_stands_in_the_architecture(floor: str, root: Path, texts: dict[str, str]) -> None:
    rows = dict(ROOM_ROW.findall(section(texts["docs/architecture.md"], floor.capitalize())))
    assert rooms_of(root, floor) - rows.keys() == set()


@pytest.mark.parametrize("floor", FLOORS)
def test_no_built_room_is_said_to_come(floor: str, root: Path, texts: dict[str, str]) -> None:
    rows = dict(ROOM_ROW.findall(section(texts["docs/architecture.md"], floor.capitalize())))
    assert {room for room, rest in rows.items() if "to come" in rest} & rooms_of(root, floor) == set()


def test_the_way_to_every_change_leads_to_a_listed_room(texts: dict[str, str]) -> None:
    page = texts["docs/architecture.md"]
    listed = {f"{floor}/{room}" for floor in FLOORS for room, _ in ROOM_ROW.findall(section(page, floor.capitalize()))}
    ways = set(re.findall(r"`((?:core|platform|modules|channels)/\w+)`", section(page, "I want to change")))
    assert ways - listed == set()
    assert len(ways) >= 20


@pytest.mark.parametrize("kind", ["Run time", "Development"])
def test_every_dependency_has_its_reason_and_every_reason_its_dependency(kind: str, texts: dict[str, str]) -> None:
    declared = tomllib.loads(texts["pyproject.toml"])
    wanted = declared["project"]["dependencies"] if kind == "Run time" else declared["dependency-groups"]["dev"]
    assert first_cells(section(texts["docs/dependencies.md"], kind)) == {plain(requirement) for requirement in wanted}


def test_links_between_pages_lead_somewhere(root: Path, texts: dict[str, str]) -> None:
    pages = {path: text for path, text in texts.items() if path.endswith(".md")}
    targets = [(page, link) for page, text in pages.items() for link, _ in LINK.findall(text)]
    assert [(page, link) for page, link in targets if not (root / page).parent.joinpath(link).exists()] == []
