"""The worker's loop: drain, do regular duties, beat, sleep half a second; SIGTERM ends it after the current message."""

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import FrameType

from django.db import DatabaseError, close_old_connections

from onething.platform import clock
from onething.platform.outbox.api import drain
from onething.platform.outbox.models import Heartbeat

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
        self._name = f"{socket.gethostname()}:{os.getpid()}"
        self._started = clock.now()
        self._beat = Duty(name="heartbeat", every=BEAT_EVERY, run=self._write_beat)
        self._due = dict.fromkeys((self._beat, *duties), self._started)
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
        Heartbeat.objects.filter(worker=self._name).delete()

    def turn(self) -> float:
        """One turn; returns how many seconds to rest."""
        try:
            close_old_connections()
            self._do_duties(clock.now())
            return 0.0 if drain(now=clock.now(), limit=1) else PAUSE_SECONDS
        except DatabaseError:
            log.exception("the database is away; the worker waits")
            return PAUSE_AFTER_OUTAGE_SECONDS

    def _do_duties(self, now: datetime) -> None:
        for duty, due in self._due.items():
            if due <= now:
                self._due[duty] = now + duty.every
                self._do(duty, now)

    def _do(self, duty: Duty, now: datetime) -> None:
        try:
            duty.run(now)
        except DatabaseError:
            raise
        except Exception:
            log.exception("duty %s failed; it is tried again in %s", duty.name, duty.every)

    def _write_beat(self, now: datetime) -> None:
        Heartbeat.objects.update_or_create(
            worker=self._name, defaults={"beat_at": now}, create_defaults={"beat_at": now, "started_at": self._started}
        )
