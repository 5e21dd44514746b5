"""Workers are killed again and again while they work: every piece of work has its effect exactly once."""

import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from onething.platform import clock
from onething.platform.numbering.models import Series
from onething.platform.outbox.api import Work, consume, drain, enqueue
from onething.platform.outbox.models import Message

PROGRAM = Path(__file__).parents[1] / "platform" / "worker_process.py"
KILLS = 12
MESSAGES = 80


def start_worker() -> subprocess.Popen[str]:
    command = [sys.executable, str(PROGRAM), str(connection.settings_dict["NAME"]), "0.05"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def wait_until_working(worker: subprocess.Popen[str]) -> None:
    assert worker.stdout is not None
    for line in worker.stdout:
        if line.strip() in {"working", "again"}:
            return


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("empty_house")
def test_a_dozen_killed_workers_lose_nothing_and_double_nothing() -> None:
    for _ in range(MESSAGES):
        enqueue("long", payload={})

    for _ in range(KILLS):
        worker = start_worker()
        wait_until_working(worker)
        time.sleep(0.1)
        worker.kill()
        worker.communicate()
    consume("long", finish)
    drain(now=clock.now() + timedelta(seconds=31), limit=2 * MESSAGES)

    wanted = {f"effect:{public_id}" for public_id in Message.objects.values_list("public_id", flat=True)}
    assert set(Series.objects.values_list("key", flat=True)) == wanted
    assert Message.objects.filter(done_at__isnull=False).count() == MESSAGES


def finish(work: Work) -> None:
    Series.objects.get_or_create(key=f"effect:{work.id}", defaults={"last": work.attempt})
