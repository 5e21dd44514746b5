"""Reactions inside the transaction: `record(event)` calls, in fixed order, the handlers that composition registered."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection

DEPTH_LIMIT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened; subclasses are frozen, slotted, and hold references, codes and instants only."""


class OutsideTransaction(RuntimeError):
    """An event was recorded outside a transaction: what it caused could be half kept."""


class TooDeep(RuntimeError):
    """Handlers recorded events that led back to themselves."""


E = TypeVar("E", bound=Event)
_handlers: dict[type[Event], list[Callable[[Any], None]]] = {}
_depth: ContextVar[int] = ContextVar("event_depth", default=0)


def react(event_type: type[E], handler: Callable[[E], None]) -> None:
    """Have the handler called for every event of exactly this type, after those registered earlier."""
    _handlers.setdefault(event_type, []).append(handler)


def record(event: Event) -> None:
    """Call the event's handlers now; a failing one rolls the whole transaction back."""
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{type(event).__name__} must be recorded inside transaction.atomic()")
    depth = _depth.get()
    if depth >= DEPTH_LIMIT:
        raise TooDeep(f"{type(event).__name__} lies {depth} reactions deep")
    token = _depth.set(depth + 1)
    try:
        for handler in _handlers.get(type(event), ()):
            handler(event)
    finally:
        _depth.reset(token)


@contextmanager
def isolated_registry(*, empty: bool = True) -> Iterator[None]:
    """Undo every registration made inside the block (tests); by default the block starts with none."""
    kept = {event_type: list(handlers) for event_type, handlers in _handlers.items()}
    if empty:
        _handlers.clear()
    try:
        yield
    finally:
        _handlers.clear()
        _handlers.update(kept)
