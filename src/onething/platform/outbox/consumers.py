"""Which handler serves which topic. Handlers run at least once, so each must be idempotent by the message's id."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

LEASE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A message as its handler sees it."""

    id: UUID
    topic: str
    subject: UUID | None
    payload: Mapping[str, Any]
    attempt: int
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Consumer:
    """Who does the work of a topic, how often it may fail, and after how long a vanished worker is given up."""

    handler: Callable[[Work], None]
    max_attempts: int
    lease: timedelta


_consumers: dict[str, Consumer] = {}


def consume(topic: str, handler: Callable[[Work], None], *, max_attempts: int = 12, lease: timedelta = LEASE) -> None:
    """Have the handler do this topic's work; a topic has exactly one handler, whose work is shorter than its lease."""
    if topic in _consumers:
        raise ValueError(f"topic {topic} already has its consumer")
    _consumers[topic] = Consumer(handler=handler, max_attempts=max_attempts, lease=lease)


def find_consumer(topic: str) -> Consumer | None:
    """The topic's consumer."""
    return _consumers.get(topic)


def topics() -> tuple[str, ...]:
    """Every topic that has a consumer; work on others waits untouched."""
    return tuple(_consumers)


@contextmanager
def isolated_consumers() -> Iterator[None]:
    """Start without consumers and undo every registration made inside the block (tests)."""
    kept = dict(_consumers)
    _consumers.clear()
    try:
        yield
    finally:
        _consumers.clear()
        _consumers.update(kept)
