"""Signs of life of workers, and which of this machine's workers ended without a word."""

import os
import socket
from collections.abc import Collection
from datetime import datetime, timedelta

from onething.platform.outbox.models import Heartbeat

MACHINE = socket.gethostname()


def own_name() -> str:
    """This process as a worker: machine and process number."""
    return f"{MACHINE}:{os.getpid()}"


def beat(*, worker: str, started_at: datetime, now: datetime) -> None:
    """The worker lives."""
    Heartbeat.objects.update_or_create(worker=worker, defaults={"beat_at": now, "started_at": started_at})


def count_alive(*, now: datetime, within: timedelta) -> int:
    """How many workers were heard of lately; a beat dated far ahead of the clock says nothing of today."""
    return Heartbeat.objects.filter(beat_at__gt=now - within, beat_at__lt=now + within).count()


def vanished(*, worker: str, started_at: datetime) -> list[str]:
    """Workers of this machine that run no more; one elsewhere cannot be told from a slow one.

    Who bore this worker's own name before it is among them: in a container every worker is process 1.
    """
    beats = Heartbeat.objects.filter(worker__startswith=f"{MACHINE}:").values_list("worker", "started_at")
    return [name for name, since in beats if (since != started_at if name == worker else not _runs(name))]


def forget(workers: Collection[str]) -> None:
    """These ended, with a word or without."""
    Heartbeat.objects.filter(worker__in=workers).delete()


def _runs(worker: str) -> bool:
    try:
        os.kill(int(worker.rpartition(":")[2]), 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's process, but there is one
        return True
    return True
