"""The worker's loop: one message and one duty by turns, a rest only when no work is due; SIGTERM ends it in between."""

import logging
import signal
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import FrameType

from django.db import DatabaseError, close_old_connections

from onething.platform import clock
from onething.platform.outbox.api import AGAIN, drain, give_back, set_right
from onething.platform.outbox.heartbeats import beat, forget, own_name, vanished

log = logging.getLogger(__name__)
PAUSE_SECONDS = 0.5
PAUSE_AFTER_OUTAGE_SECONDS = 2.0
BEAT_EVERY = timedelta(seconds=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Something done regularly; it must bear being done by several workers at once."""

    name: str
    every: timedelta
    run: Callable[[datetime], object]


class Worker:
    """One worker process."""

    def __init__(self, *, duties: Sequence[Duty]) -> None:
        self._name = own_name()
        self._started = clock.now()
        self._due = dict.fromkeys((Duty(name="heartbeat", every=BEAT_EVERY, run=self._beat), *duties), self._started)
        self._stop = threading.Event()

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Finish the current message, then end."""
        self._stop.set()

    def run(self) -> None:
        """Work until stopped; a database outage is waited out."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        log.info("worker %s is at work", self._name)
        while not self._stop.is_set():
            self._stop.wait(self.turn())
        forget([self._name])

    def turn(self) -> float:
        """One turn; returns how many seconds to rest."""
        try:
            busy = self._do_duty(clock.now())
            busy |= drain(now=clock.now(), limit=1, worker=self._name) > 0
        except DatabaseError:
            log.exception("the database is away; the worker waits")
            close_old_connections()
            return PAUSE_AFTER_OUTAGE_SECONDS
        if busy:
            return 0.0
        close_old_connections()
        return PAUSE_SECONDS

    def _do_duty(self, now: datetime) -> bool:
        """The duty that has been due for longest: a worker that starts has all of them before it, and messages too."""
        self._due |= {duty: now for duty, due in self._due.items() if due > now + duty.every}  # the clock was set back
        duty, due = min(self._due.items(), key=lambda pair: pair[1])
        if due > now:
            return False
        self._due[duty] = now + duty.every
        if self._do(duty, now) is AGAIN:
            del self._due[duty]  # among those due at the same moment it is the last
            self._due[duty] = now
        return True

    def _do(self, duty: Duty, now: datetime) -> object:
        try:
            return duty.run(now)
        except DatabaseError:
            raise
        except Exception:
            log.exception("duty %s failed; it is tried again in %s", duty.name, duty.every)
            return None

    def _beat(self, now: datetime) -> None:
        """Give back what vanished workers had in hand, set right what was dated ahead, and say that this one lives."""
        if gone := vanished(worker=self._name, started_at=self._started):
            log.warning("workers vanished: %s; work given back: %s", gone, give_back(workers=gone, now=now))
            forget(gone)
        if ahead := set_right(now=now):
            log.warning("the clock was set back: %s pieces of work were dated ahead of it", ahead)
        beat(worker=self._name, started_at=self._started, now=now)
