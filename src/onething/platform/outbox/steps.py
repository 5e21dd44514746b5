"""A step of a service: one transaction, and one INSERT for all the work that it leaves to the worker."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import connection, transaction

from onething.platform.database import put_in
from onething.platform.outbox.models import Message


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What the step has put in so far; `depth` tells its own transaction from one inside that may still be taken back."""

    depth: int
    messages: list[Message] = field(default_factory=list)


_running: ContextVar[_Gathered | None] = ContextVar("work of the running step", default=None)


@contextmanager
def step() -> Iterator[None]:
    """One transaction; what is enqueued in it is put in at its end, together. A failed step leaves nothing."""
    with transaction.atomic():
        gathered = _Gathered(_depth())
        token = _running.set(gathered)
        try:
            yield
        finally:
            _running.reset(token)
        _put_in(gathered.messages)


def put_in_with_step(messages: list[Message]) -> None:
    """At the end of the running step; without one, or in a transaction of its own inside it, at once."""
    gathered = _running.get()
    if gathered is not None and gathered.depth == _depth():
        gathered.messages.extend(messages)
    else:
        _put_in(messages)


def _put_in(messages: list[Message]) -> None:
    put_in(messages, unless_there=any(message.dedupe is not None for message in messages))


def _depth() -> int:
    return len(connection.savepoint_ids)
