"""A room is entered through its door: `api` for a module, the package for a core room, either for a platform room."""

import re
from collections.abc import Iterable

import grimp
import pytest

# Entered otherwise, each with its reason. The list may only shrink: an entry that nobody uses any more fails a test.
EXCEPTIONS: dict[tuple[str, str], str] = {}

# What the framework and the top floor enter by rule: (who, which file of a module).
BY_RULE = (
    (r"onething\.(modules|platform)\.\w+\.migrations\.\w+", r"models|apps"),
    (r"onething\.project\.\w+(\.\w+)*", r"apps|models|urls"),
    (r"onething\.project\.settings", r"settings"),
    (r"onething\.project\.cli(\.\w+)*", r"commands"),
    (r"onething\.\w+\.\w+\.migrations\.\w+", r"ids|fields"),
    (r"onething\.project\.\w+(\.\w+)*", r"worker|sealer|verify"),
    (r"onething\.project\.composition(\.\w+)*", r"handlers|services|services\.\w+|tasks"),
)

DOORS = {"core": {""}, "platform": {"", "api"}, "modules": {"api"}}

Import = tuple[str, str]


def room_of(name: str) -> tuple[str, str] | None:
    """Floor and room of a module name, when the floor's rooms have doors."""
    parts = name.split(".")
    return (parts[1], parts[2]) if len(parts) > 2 and parts[1] in DOORS else None


def goes_through_the_door(importer: str, imported: str) -> bool:
    """Whether this import respects the door of the room it enters."""
    room = room_of(imported)
    if room is None or room == room_of(importer):
        return True
    inside = ".".join(imported.split(".")[3:])
    by_rule = any(re.fullmatch(who, importer) and re.fullmatch(what, inside) for who, what in BY_RULE)
    return inside in DOORS[room[0]] or by_rule


def as_written(*, imported: str, line: str) -> str:
    """The module imported. A function at a door may share its name with the file behind it (`due`): the line decides."""
    named = re.match(r"from (onething\.(?:core|platform)\.\w+) import ", line.strip())
    return named.group(1) if named else imported


def trespasses(imports: Iterable[Import]) -> list[Import]:
    """The imports that climb through a window."""
    return sorted((who, what) for who, what in imports if not goes_through_the_door(who, what))


@pytest.fixture(scope="module")
def imports() -> set[Import]:
    graph = grimp.build_graph("onething", cache_dir=None)
    return {
        (detail["importer"], as_written(imported=detail["imported"], line=detail["line_contents"]))
        for who in graph.modules
        for what in graph.find_modules_directly_imported_by(who)
        for detail in graph.get_import_details(importer=who, imported=what)
    }


def test_rooms_are_entered_through_their_doors(imports: set[Import]) -> None:
    assert [pair for pair in trespasses(imports) if pair not in EXCEPTIONS] == []


def test_every_exception_is_still_needed(imports: set[Import]) -> None:
    assert [pair for pair in EXCEPTIONS if pair not in trespasses(imports)] == []


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("onething.modules.intake.services.submit", "onething.modules.catalogue.models"),
        ("onething.channels.portal.views", "onething.modules.intake.services.submit"),
        ("onething.channels.desk.views", "onething.modules.handling.queries"),
        ("onething.modules.intake.services.submit", "onething.core.planning.merging"),
        ("onething.project.settings", "onething.modules.identity.domain.sessions"),
        ("onething.project.cli", "onething.modules.intake.handlers"),
        ("onething.modules.intake.services.submit", "onething.platform.logs.models"),
    ],
)
def test_a_window_is_seen(importer: str, imported: str) -> None:
    assert trespasses([(importer, imported)]) == [(importer, imported)]


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("onething.modules.intake.services.submit", "onething.modules.catalogue.api"),
        ("onething.modules.intake.services.submit", "onething.modules.intake.models"),
        ("onething.modules.intake.domain.merge", "onething.core.planning"),
        ("onething.modules.intake.migrations.0001_initial", "onething.modules.catalogue.models"),
        ("onething.project.cli", "onething.modules.catalogue.commands"),
        ("onething.project.composition", "onething.modules.handling.handlers"),
        ("onething.modules.intake.services.submit", "onething.platform.logs.api"),
        ("onething.modules.intake.services.submit", "onething.platform.database"),
    ],
)
def test_a_door_is_open(importer: str, imported: str) -> None:
    assert trespasses([(importer, imported)]) == []


def test_a_function_named_like_its_file_comes_through_the_door() -> None:
    line = "from onething.core.calendar import due"
    assert as_written(imported="onething.core.calendar.due", line=line) == "onething.core.calendar"


def test_a_file_behind_a_core_door_is_seen() -> None:
    line = "from onething.core.calendar.due import Due"
    assert as_written(imported="onething.core.calendar.due", line=line) == "onething.core.calendar.due"
