"""The door of the outbox: put work in with the facts that cause it, drain it after commit, replay what died."""

import logging
import random
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import DateTimeField, ExpressionWrapper, F, QuerySet, Value

from onething.platform import clock
from onething.platform.outbox.backoff import decide_wait
from onething.platform.outbox.consumers import (
    LEASE,
    GiveUp,
    NotNow,
    Work,
    consume,
    find_consumer,
    isolated_consumers,
    topics,
)
from onething.platform.outbox.heartbeats import count_alive
from onething.platform.outbox.models import Message
from onething.platform.outbox.setbacks import MOST_AT_ONCE, one_by_one, resting, setbacks, together
from onething.platform.outbox.steps import put_in_with_step, step

__all__ = [
    "AGAIN", "MOST_AT_ONCE", "GiveUp", "Message", "NewWork", "NotNow", "Work", "consume", "count_alive", "dead_messages", "drain", "enqueue",
    "enqueue_all", "give_back", "isolated_consumers", "one_by_one", "replay", "resting", "set_right", "setbacks", "step", "together", "waiting_messages",
]  # fmt: skip
log = logging.getLogger(__name__)
ERROR_LENGTH = 500
SKEW = timedelta(minutes=1)
"""So far the clocks of two machines may differ."""
AGAIN = object()
"""What a duty returns that did a part of its work: the rest is due at once, after what was due before it."""
Jitter = Callable[[], float]


class WorkerVanished(Exception):
    """Whoever had the work in hand ended in the middle of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWork:
    """A piece of work to put in; its payload holds references and codes, no personal data."""

    topic: str
    payload: Mapping[str, Any]
    subject: UUID | None = None
    dedupe: str | None = None
    not_before: datetime | None = None


def enqueue(topic: str, *, payload: Mapping[str, Any], subject: UUID | None = None) -> None:
    """Put work in, in the caller's transaction."""
    enqueue_all([NewWork(topic=topic, payload=payload, subject=subject)])


def enqueue_all(works: Sequence[NewWork]) -> None:
    """Put several in with one INSERT, that of the step they belong to; a `dedupe` key used before leaves its work out."""
    now = clock.now()
    messages = [
        Message(
            topic=work.topic,
            subject=work.subject,
            payload=dict(work.payload),
            dedupe=work.dedupe,
            created_at=now,
            next_attempt_at=work.not_before or now,
            put_off_at=now,
        )
        for work in works
    ]
    put_in_with_step(messages)


def drain(*, now: datetime, limit: int, worker: str = "", jitter: Jitter = random.random) -> int:
    """Do up to `limit` pieces of due work, each in its own claim; returns how many were tried."""
    tried = 0
    while tried < limit and _due(now).exists() and (message := _claim(now=now, worker=worker)):  # looking locks nothing
        tried += 1
        _attempt(message, now=now, jitter=jitter())
    return tried


def give_back(*, workers: Collection[str], now: datetime, jitter: Jitter = random.random) -> int:
    """Have what these workers left unfinished tried again as after any failure, long before its lease is over."""
    left = _waiting().filter(worker__in=workers, topic__in=topics())
    for message in left:
        error = WorkerVanished(f"{message.worker} ended in the middle of it")
        _postpone(message, error=error, now=now, jitter=jitter())
    return len(left)


def set_right(*, now: datetime) -> int:
    """Work dated by a clock that ran ahead waits for as long as was meant, from now on; returns how much there was."""
    ahead = _waiting().filter(next_attempt_at__gt=now + SKEW, put_off_at__gt=now + SKEW)
    meant = Value(now) + (F("next_attempt_at") - F("put_off_at"))
    return ahead.update(next_attempt_at=ExpressionWrapper(meant, output_field=DateTimeField()), put_off_at=now)


def dead_messages(*topics: str) -> QuerySet[Message]:
    """Work that was given up, newest first; of these topics when any is named."""
    dead = Message.objects.filter(dead_at__isnull=False).order_by("-dead_at", "-id")
    return dead.filter(topic__in=topics) if topics else dead


def waiting_messages(topic: str) -> QuerySet[Message]:
    """Work of this topic that is still to be done, the next first."""
    return _waiting().filter(topic=topic).order_by("next_attempt_at", "id")


def replay(*, message: UUID, now: datetime) -> bool:
    """Give dead work its attempts back; False when there is no such dead work."""
    dead = Message.objects.filter(public_id=message, dead_at__isnull=False)
    return bool(dead.update(dead_at=None, attempts=0, next_attempt_at=now, put_off_at=now))


def _waiting() -> QuerySet[Message]:
    return Message.objects.filter(done_at__isnull=True, dead_at__isnull=True)


def _due(now: datetime) -> QuerySet[Message]:
    return _waiting().filter(next_attempt_at__lte=now, topic__in=topics())


@transaction.atomic
def _claim(*, now: datetime, worker: str) -> Message | None:
    """Take the next due message for the length of its lease; what nobody gave back is due again after that."""
    skip = connection.features.has_select_for_update_skip_locked
    message = _due(now).order_by("next_attempt_at", "id").select_for_update(skip_locked=skip).first()
    if message is None:
        return None
    consumer = find_consumer(message.topic)
    message.next_attempt_at, message.put_off_at = now + (consumer.lease if consumer else LEASE), now
    message.attempts += 1
    message.worker = worker
    message.save(update_fields=["next_attempt_at", "put_off_at", "attempts", "worker"])
    return message


def _attempt(message: Message, *, now: datetime, jitter: float) -> None:
    consumer = find_consumer(message.topic)
    if consumer is None or message.attempts > consumer.max_attempts:
        _settle(message, dead_at=now, last_error=message.last_error or "the worker vanished each time")
        return
    try:
        consumer.handler(_work(message, now=now))
    except NotNow as later:
        _settle(message, next_attempt_at=later.until, put_off_at=now, attempts=message.attempts - 1)
    except GiveUp as error:
        _settle(message, dead_at=now, last_error=_words(error))
    except Exception as error:  # noqa: BLE001 - whatever the handler met is kept with the message and tried again
        log.warning("outbox %s %s failed at attempt %s: %s", message.topic, message.public_id, message.attempts, error)
        _postpone(message, error=error, now=now, jitter=jitter)
    else:
        _settle(message, done_at=now, last_error="")


def _work(message: Message, *, now: datetime) -> Work:
    return Work(
        id=message.public_id,
        topic=message.topic,
        subject=message.subject,
        payload=message.payload,
        attempt=message.attempts,
        now=now,
    )


def _postpone(message: Message, *, error: Exception, now: datetime, jitter: float) -> None:
    text = _words(error)
    consumer = find_consumer(message.topic)
    if consumer and message.attempts >= consumer.max_attempts:
        _settle(message, dead_at=now, last_error=text)
    else:
        waits = consumer.waits if consumer else ()
        wait = decide_wait(attempt=message.attempts, jitter=jitter, waits=waits)
        _settle(message, next_attempt_at=now + wait, put_off_at=now, last_error=text)


def _words(error: Exception) -> str:
    """What people read in lists of dead work: our own words as they are; of a foreign error its kind says more."""
    text = str(error)
    written_for_people = any("\u4e00" <= character <= "\u9fff" for character in text)
    return (text if written_for_people else f"{type(error).__name__}: {text}").replace("\x00", "")[:ERROR_LENGTH]


def _settle(message: Message, **values: Any) -> None:
    """Write the outcome, unless another worker has taken the message meanwhile."""
    mine = Message.objects.filter(pk=message.pk, attempts=message.attempts, done_at__isnull=True)
    mine.update(row_version=F("row_version") + 1, worker="", **values)
