"""Which handler serves which topic. Handlers run at least once, so each must be idempotent by the message's id."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

LEASE = timedelta(seconds=30)
MOST_ATTEMPTS = 12


class GiveUp(Exception):
    """Raised by a handler: trying again cannot help, the work is dead at once."""


class NotNow(Exception):
    """Raised by a handler that did not even try: due again at `until`, and no attempt is counted."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__(f"not before {until.isoformat()}")


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
    """Who does the work of a topic, how often it may fail, and after how long a vanished worker is given up.

    `waits` is the pause after each failure but the last; without it the outbox's own doubling applies.
    """

    handler: Callable[[Work], None]
    max_attempts: int
    lease: timedelta
    waits: tuple[timedelta, ...]


_consumers: dict[str, Consumer] = {}


def consume(
    topic: str,
    handler: Callable[[Work], None],
    *,
    max_attempts: int = MOST_ATTEMPTS,
    lease: timedelta = LEASE,
    waits: tuple[timedelta, ...] = (),
) -> None:
    """Have the handler do this topic's work; a topic has exactly one handler, whose work is shorter than its lease.

    With `waits` there is one attempt more than there are waits.
    """
    if topic in _consumers:
        raise ValueError(f"topic {topic} already has its consumer")
    attempts = len(waits) + 1 if waits else max_attempts
    _consumers[topic] = Consumer(handler=handler, max_attempts=attempts, lease=lease, waits=waits)


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
