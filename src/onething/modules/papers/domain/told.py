"""Of which items a paper tells; pure, on its contents as they were stored."""

from collections.abc import Iterator, Mapping
from typing import Any


def items_told(contents: Mapping[str, Any]) -> frozenset[str]:
    """The names of the items; empty for a paper that names none."""
    return frozenset(_named(contents))


def _named(contents: Mapping[str, Any]) -> Iterator[str]:
    for item in (*contents.get("items", ()), *contents.get("following", ())):
        yield item if isinstance(item, str) else item["name"]
    yield from (result["item"] for result in contents.get("results", ()))  # of a pick-up slip
    yield from (point["item"] for point in contents.get("points", ()) if "item" in point)  # of a correction notice
    for material in contents.get("materials", ()):  # of a deferral, with the items that each is for
        yield from filter(None, material.get("items", "").split("、"))
