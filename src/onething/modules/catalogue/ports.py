"""What the catalogue has to know of rooms above it: how many drafts of a bundle are open. Composition connects it."""

from datetime import datetime
from typing import Protocol


class CountDrafts(Protocol):
    """How many drafts of this bundle somebody may still submit."""

    def __call__(self, bundle: str, *, now: datetime) -> int:
        """The number, today."""


_connected: list[CountDrafts] = []


def connect_drafts(count: CountDrafts) -> None:
    """From now on ask this one."""
    _connected[:] = [count]


def open_drafts(bundle: str, *, now: datetime) -> int:
    """None are open while nobody is connected."""
    return sum(count(bundle, now=now) for count in _connected)
