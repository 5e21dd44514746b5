"""A real worker process: killed in the middle it loses nothing and doubles nothing; told to stop it finishes first."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from onething.platform import clock
from onething.platform.numbering.models import Series
from onething.platform.outbox.api import AGAIN, Work, consume, drain, enqueue
from onething.platform.outbox.models import Heartbeat, Message
from onething.platform.outbox.worker import Duty, Worker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_house")]
PROGRAM = Path(__file__).with_name("worker_process.py")


class Process:
    """The worker process and what it says."""

    def __init__(self, seconds: float) -> None:
        command = [sys.executable, str(PROGRAM), str(connection.settings_dict["NAME"]), str(seconds)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.says() == "ready"

    def says(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def end(self, by: signal.Signals) -> int:
        self.process.send_signal(by)
        return self.process.wait(timeout=20)


# The tests with a process of its own run on one database: PostgreSQL's workers are killed and stopped in tests/chaos.


@pytest.fixture
def processes() -> Iterator[list[Process]]:
    started: list[Process] = []
    yield started
    for each in started:
        each.process.kill()
        each.process.communicate()


@pytest.mark.once
def test_kill_9_in_the_middle_of_a_message_leaves_its_effect_exactly_once(processes: list[Process]) -> None:
    enqueue("long", payload={})
    processes.append(worker := Process(seconds=60))
    assert worker.says() == "working"

    worker.end(signal.SIGKILL)
    message = Message.objects.get()
    assert (message.done_at, message.attempts) == (None, 1)

    consume("long", write_effect)
    assert drain(now=clock.now(), limit=9) == 0
    assert drain(now=clock.now() + timedelta(seconds=31), limit=9) == 1
    assert list(Series.objects.values_list("key", "last")) == [(f"effect:{message.public_id}", 1)]
    assert Message.objects.get().done_at is not None


def write_effect(work: Work) -> None:
    Series.objects.get_or_create(key=f"effect:{work.id}", defaults={"last": work.attempt})


@pytest.mark.once
def test_sigterm_lets_the_current_message_finish_and_takes_no_other(processes: list[Process]) -> None:
    enqueue("long", payload={})
    enqueue("long", payload={})
    processes.append(worker := Process(seconds=1))
    assert worker.says() == "working"

    code = worker.end(signal.SIGTERM)

    assert (code, worker.says()) == (0, "ended")
    assert [message.done_at is not None for message in Message.objects.order_by("id")] == [True, False]
    assert Heartbeat.objects.count() == 0


@pytest.mark.once
def test_a_new_worker_takes_up_at_once_what_a_killed_one_had_in_hand(processes: list[Process]) -> None:
    enqueue("long", payload={})
    processes.append(killed := Process(seconds=60))
    assert killed.says() == "working"
    killed.end(signal.SIGKILL)
    done: list[int] = []
    consume("long", lambda work: done.append(work.attempt))

    worker = Worker(duties=())
    worker.turn()
    given_back = Message.objects.get()
    with clock.moved(clock.now() + timedelta(seconds=4)):
        worker.turn()

    assert (
        given_back.last_error
        == f"WorkerVanished: {socket.gethostname()}:{killed.process.pid} ended in the middle of it"
    )
    assert timedelta(seconds=2) <= given_back.next_attempt_at - Heartbeat.objects.get().beat_at <= timedelta(seconds=3)
    assert (done, Message.objects.get().worker) == ([2], "")
    assert Heartbeat.objects.get().worker == f"{socket.gethostname()}:{os.getpid()}"


@pytest.mark.once
def test_what_a_living_worker_has_in_hand_stays_with_it(processes: list[Process]) -> None:
    enqueue("long", payload={})
    processes.append(other := Process(seconds=60))
    assert other.says() == "working"
    consume("long", write_effect)

    assert Worker(duties=()).turn() == 0.0

    message = Message.objects.get()
    assert (message.worker, message.attempts) == (f"{socket.gethostname()}:{other.process.pid}", 1)
    assert Heartbeat.objects.count() == 2


def test_a_burst_is_worked_through_without_a_rest_and_duties_come_in_between() -> None:
    order: list[object] = []
    consume("long", lambda work: order.append(work.payload["n"]))
    for n in (1, 2, 3):
        enqueue("long", payload={"n": n})
    with clock.moved(clock.now()):
        duties = [
            Duty(name=name, every=timedelta(minutes=1), run=lambda _now, name=name: order.append(name)) for name in "ab"
        ]
        worker = Worker(duties=duties)
        rests = [worker.turn() for _ in range(5)]

    assert order == [1, "a", 2, "b", 3]
    assert rests == [0.0, 0.0, 0.0, 0.5, 0.5]


def test_a_duty_with_more_to_do_goes_on_after_what_was_due_before_it() -> None:
    order: list[str] = []
    left = [AGAIN, None]

    def count(_now: datetime) -> object:
        order.append("count")
        return left.pop(0)

    with clock.moved(clock.now()):
        duties = [
            Duty(name="count", every=timedelta(minutes=1), run=count),
            Duty(name="seal", every=timedelta(minutes=1), run=lambda _now: order.append("seal")),
        ]
        worker = Worker(duties=duties)
        rests = [worker.turn() for _ in range(5)]

    assert order == ["count", "seal", "count"]
    assert rests == [0.0, 0.0, 0.0, 0.0, 0.5]


def test_a_turn_does_duties_when_they_are_due_and_beats() -> None:
    called: list[object] = []
    start = clock.now()
    with clock.moved(start):
        worker = Worker(duties=[Duty(name="count", every=timedelta(minutes=1), run=called.append)])
        take_turns(worker, 3)
    with clock.moved(start + timedelta(minutes=1)):
        take_turns(worker, 3)

    assert called == [start, start + timedelta(minutes=1)]
    assert Heartbeat.objects.get().beat_at == start + timedelta(minutes=1)


def test_a_failing_duty_does_not_stop_the_worker() -> None:
    def fail(_now: object) -> None:
        raise RuntimeError("no")

    with clock.moved(clock.now()):
        worker = Worker(duties=[Duty(name="fail", every=timedelta(minutes=1), run=fail)])
        assert take_turns(worker, 3) == 0.5


MONTH = timedelta(days=30)


def test_duties_and_beats_go_on_at_once_when_a_clock_that_ran_ahead_is_set_right() -> None:
    called: list[object] = []
    start = clock.now()
    with clock.moved(start + MONTH):
        worker = Worker(duties=[Duty(name="count", every=timedelta(minutes=30), run=called.append)])
        take_turns(worker, 3)
    with clock.moved(start):
        take_turns(worker, 3)
        beat = Heartbeat.objects.get().beat_at
    with clock.moved(start + timedelta(minutes=29)):
        take_turns(worker, 3)

    assert (called, beat) == ([start + MONTH, start], start)


def test_what_was_dated_by_a_clock_that_ran_ahead_is_done_within_a_beat_of_the_right_one() -> None:
    done: list[object] = []
    start = clock.now()
    consume("long", lambda work: done.append(work.payload["n"]))
    with clock.moved(start + MONTH):
        enqueue("long", payload={"n": 1})
    with clock.moved(start):
        take_turns(Worker(duties=()), 3)

    assert done == [1]


def take_turns(worker: Worker, count: int) -> float:
    """The rest after the last of them."""
    return [worker.turn() for _ in range(count)][-1]
