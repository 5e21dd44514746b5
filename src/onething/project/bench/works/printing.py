"""`papers`: print the papers of many applications on two workers, against making the same PDF alone (PostgreSQL)."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial

from django.db import connection

from onething.modules.handling.api import accept_application
from onething.modules.intake.api import submit
from onething.modules.papers.api import make_pdf
from onething.modules.papers.models import Paper
from onething.platform import clock
from onething.platform.database import new_public_id
from onething.platform.outbox.api import Message
from onething.project.bench.family import SINGLE, clerk, plain_draft
from onething.project.bench.measuring import Figure, Goal, Row, Side, row_of, take_turns
from onething.project.bench.serving import processor_time
from onething.project.bench.sizes import chosen

WORKERS = 2
MOST_MILLISECONDS = 300.0  # 1,000 in five minutes
MOST_SECONDS = 600
ALONE = 10
MILLI = 1_000_000


class NotPrinted(RuntimeError):
    """The workers did not come to the end of it."""


def measure() -> Iterator[Row]:
    """Receipts and acceptances, as the window made them; everything that waited from earlier works is put aside."""
    if connection.vendor != "postgresql":
        return
    Message.objects.filter(done_at__isnull=True).update(done_at=clock.now())
    wanted = chosen().papers
    _file(wanted)
    papers = list(Paper.objects.order_by("-id")[:wanted])
    figure, left = _printed()
    printed = Paper.objects.filter(pk__in=[row.pk for row in papers], file__isnull=False).count()
    (alone,) = take_turns([Side(name="one PDF", run=lambda _: make_pdf(papers[0]))], rounds=ALONE)
    yield row_of(
        f"papers: {wanted:,} on {WORKERS} workers, each",
        figure,
        "one PDF",
        alone,
        counts={"papers": printed, "not done": left},
        judge=partial(_judge, printed == len(papers)),
    )


def _judge(all_there: bool, ours: Figure, _ratio: float) -> tuple[Goal, ...]:
    return (
        Goal(text="all printed", met=all_there, counted=True),
        Goal(text=f"≤ {MOST_MILLISECONDS:g} ms", met=ours.wall <= MOST_MILLISECONDS),
    )


def _file(papers: int) -> None:
    """Two papers an application."""
    actor = clerk()
    for _ in range((papers + 1) // 2):
        now = clock.now()
        draft = plain_draft(SINGLE, actor, now)
        application = submit(draft=draft, key=str(new_public_id()), actor=actor, now=now).public_id
        accept_application(application=application, actor=actor, now=clock.now())


def _printed() -> tuple[Figure, int]:
    """From the first piece of work that was done to the last; starting the workers is not counted."""
    waiting = Message.objects.filter(done_at__isnull=True)
    keys, began = list(waiting.values_list("pk", flat=True)), time.monotonic()
    with ExitStack() as stack:
        workers = [stack.enter_context(_worker()) for _ in range(WORKERS)]
        while (left := waiting.count()) and time.monotonic() - began < MOST_SECONDS:
            if all(worker.poll() is not None for worker in workers):
                raise NotPrinted("both workers ended")
            time.sleep(0.2)
        cpu = sum(processor_time(worker.pid) for worker in workers)
        for worker in workers:
            worker.terminate()
    settled = Message.objects.filter(pk__in=keys).values_list("done_at", flat=True)
    done = sorted(moment for moment in settled if moment)
    if len(done) < 2:
        raise NotPrinted("hardly anything was done")
    wall = (done[-1] - done[0]).total_seconds() * 1000 / (len(done) - 1)
    each = cpu / len(done) / MILLI
    return Figure(wall=round(wall, 3), cpu=round(each, 3), best=round(each, 3)), left


def _worker() -> "subprocess.Popen[bytes]":
    """As the supervisor starts it."""
    command = [sys.executable, "-m", "onething.project.cli", "worker"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - ours
