"""The outbox: nothing lost, nothing done too early, failures visible and repeatable."""

from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from onething.platform.clock import moved
from onething.platform.outbox.api import (
    GiveUp,
    NewWork,
    NotNow,
    Work,
    consume,
    count_alive,
    dead_messages,
    drain,
    enqueue,
    enqueue_all,
    replay,
    set_right,
    step,
    waiting_messages,
)
from onething.platform.outbox.backoff import decide_wait
from onething.platform.outbox.heartbeats import beat
from onething.platform.outbox.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_house")]


def drain_at(now: datetime, limit: int = 50) -> int:
    return drain(now=now, limit=limit, jitter=lambda: 0.0)


def test_work_is_done_in_order_and_once(clock: datetime) -> None:
    done: list[object] = []
    consume("sms", lambda work: done.append(work.payload["n"]))
    for n in (1, 2, 3):
        enqueue("sms", payload={"n": n})

    tried = drain_at(clock)

    assert (tried, done, drain_at(clock)) == (3, [1, 2, 3], 0)


def test_work_that_is_rolled_back_was_never_there(clock: datetime) -> None:
    consume("sms", lambda work: None)
    with transaction.atomic():
        enqueue("sms", payload={})
        transaction.set_rollback(True)

    assert (drain_at(clock), Message.objects.count()) == (0, 0)


def test_a_step_puts_its_work_in_with_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(3), step():  # a savepoint, as tests have a transaction already; INSERT; its release
        enqueue("sms", payload={"n": 1})
        enqueue_all([NewWork(topic="push", payload={"n": 2}, dedupe="a")])

    assert list(Message.objects.order_by("id").values_list("topic", flat=True)) == ["sms", "push"]


def test_a_step_that_fails_leaves_no_work() -> None:
    @step()
    def failing() -> None:
        enqueue("sms", payload={})
        raise LookupError

    with pytest.raises(LookupError):
        failing()

    assert not Message.objects.exists()


def test_what_a_step_takes_back_inside_leaves_no_work() -> None:
    with step():
        enqueue("sms", payload={"n": 1})
        with suppress(LookupError), transaction.atomic():
            enqueue("sms", payload={"n": 2})
            raise LookupError
        with step():
            enqueue("sms", payload={"n": 3})

    assert sorted(Message.objects.values_list("payload__n", flat=True)) == [1, 3]


def test_the_same_dedupe_key_gives_one_piece_of_work(clock: datetime) -> None:
    for n, key in ((1, "invite:case-1"), (2, "invite:case-1"), (3, "invite:case-2")):
        enqueue_all([NewWork(topic="sms", payload={"n": n}, dedupe=key)])

    assert list(Message.objects.order_by("id").values_list("payload__n", flat=True)) == [1, 3]


def test_work_without_a_consumer_waits_untouched(clock: datetime) -> None:
    enqueue("nobody", payload={})

    assert drain_at(clock) == 0
    assert Message.objects.get().attempts == 0


def test_a_failure_is_kept_waits_longer_each_time_and_then_succeeds(clock: datetime) -> None:
    attempts: list[int] = []

    def fail_twice(work: Work) -> None:
        attempts.append(work.attempt)
        if work.attempt < 3:
            raise ConnectionError("部门系统暂时不可用\x00")

    consume("push", fail_twice)
    enqueue("push", payload={})

    assert drain_at(clock) == 1
    assert Message.objects.get().last_error == "部门系统暂时不可用"
    assert drain_at(clock + timedelta(seconds=1)) == 0
    assert drain_at(clock + timedelta(seconds=2)) == 1
    assert drain_at(clock + timedelta(seconds=5)) == 0
    assert drain_at(clock + timedelta(seconds=6)) == 1
    assert attempts == [1, 2, 3]
    assert Message.objects.get().done_at == clock + timedelta(seconds=6)


def test_after_its_last_attempt_work_is_dead_until_it_is_replayed(clock: datetime) -> None:
    healthy: list[str] = []

    def work_when_healthy(work: Work) -> None:
        if not healthy:
            raise TimeoutError("no answer")

    consume("push", work_when_healthy, max_attempts=2)
    enqueue("push", payload={})
    drain_at(clock)
    drain_at(clock + timedelta(minutes=1))
    dead = dead_messages().get()

    assert (dead.attempts, dead.last_error) == (2, "TimeoutError: no answer")
    assert drain_at(clock + timedelta(days=9)) == 0

    healthy.append("yes")
    assert replay(message=dead.public_id, now=clock + timedelta(days=9))
    assert drain_at(clock + timedelta(days=9)) == 1
    assert (dead_messages().count(), Message.objects.get().done_at is not None) == (0, True)
    assert not replay(message=dead.public_id, now=clock)


def test_a_vanished_workers_message_is_due_again_after_its_lease_and_dies_with_it_in_the_end(clock: datetime) -> None:
    class Killed(BaseException):
        pass

    def die(work: Work) -> None:
        raise Killed

    consume("pdf", die, max_attempts=2, lease=timedelta(seconds=30))
    enqueue("pdf", payload={})

    with pytest.raises(Killed):
        drain_at(clock)
    assert drain_at(clock + timedelta(seconds=29)) == 0
    with pytest.raises(Killed):
        drain_at(clock + timedelta(seconds=30))
    drain_at(clock + timedelta(seconds=60))

    assert dead_messages().get().last_error == "the worker vanished each time"


def test_a_worker_that_overslept_its_lease_does_not_undo_what_the_next_one_did(clock: datetime) -> None:
    def oversleep(work: Work) -> None:
        if work.attempt == 1:
            drain_at(clock + timedelta(seconds=31))
            raise TimeoutError("too late")

    consume("push", oversleep)
    enqueue("push", payload={})

    drain_at(clock)

    message = Message.objects.get()
    assert (message.attempts, message.last_error, message.done_at) == (2, "", clock + timedelta(seconds=31))


def test_one_failing_message_does_not_hold_up_the_others(clock: datetime) -> None:
    done: list[object] = []

    def fail_first(work: Work) -> None:
        if work.payload["n"] == 1:
            raise RuntimeError("broken")
        done.append(work.payload["n"])

    consume("push", fail_first)
    for n in (1, 2, 3):
        enqueue("push", payload={"n": n})

    drain_at(clock)

    assert done == [2, 3]


def test_the_limit_is_kept(clock: datetime) -> None:
    consume("sms", lambda work: None)
    for _ in range(5):
        enqueue("sms", payload={})

    assert [drain_at(clock, limit=2), drain_at(clock, limit=2), drain_at(clock, limit=2)] == [2, 2, 1]


def test_a_loader_in_the_past_drains_with_its_own_now(clock: datetime) -> None:
    past = clock - timedelta(days=200)
    consume("sms", lambda work: None)
    with moved(past):
        enqueue("sms", payload={})

    assert drain_at(past) == 1


@pytest.mark.parametrize(
    ("attempt", "jitter", "seconds"),
    [(1, 0.0, 2), (2, 0.0, 4), (5, 0.0, 32), (5, 1.0, 48), (12, 0.0, 3600), (200, 1.0, 5400)],
)
def test_waits_double_up_to_an_hour_and_disperse(attempt: int, jitter: float, seconds: int) -> None:
    assert decide_wait(attempt=attempt, jitter=jitter) == timedelta(seconds=seconds)


def test_a_topic_has_one_consumer() -> None:
    consume("sms", lambda work: None)

    with pytest.raises(ValueError, match="sms"):
        consume("sms", lambda work: None)


def test_a_topic_with_a_schedule_of_its_own_keeps_it_and_has_one_attempt_more(clock: datetime) -> None:
    tried: list[datetime] = []

    def fail(work: Work) -> None:
        tried.append(work.now)
        raise ConnectionError

    consume("hook", fail, waits=(timedelta(seconds=5), timedelta(minutes=5)))
    enqueue("hook", payload={})
    for seconds in (0, 4, 5, 304, 305, 9999):
        drain_at(clock + timedelta(seconds=seconds))

    assert [(when - clock).seconds for when in tried] == [0, 5, 305]
    assert dead_messages("hook").get().attempts == 3
    assert dead_messages("sms").count() == 0


def test_work_that_was_not_tried_is_due_again_and_no_attempt_is_counted(clock: datetime) -> None:
    later = clock + timedelta(minutes=1)

    def rest(work: Work) -> None:
        if work.now < later:
            raise NotNow(later)

    consume("hook", rest, max_attempts=1)
    enqueue("hook", payload={})

    drain_at(clock)
    assert (Message.objects.get().attempts, Message.objects.get().next_attempt_at) == (0, later)
    drain_at(later)
    assert Message.objects.get().done_at == later


def test_work_that_cannot_succeed_is_dead_at_once_and_can_be_replayed(clock: datetime) -> None:
    def refuse(work: Work) -> None:
        raise GiveUp("nobody wants this")

    consume("hook", refuse)
    enqueue("hook", payload={})
    drain_at(clock)

    dead = dead_messages("hook").get()
    assert (dead.attempts, dead.last_error) == (1, "GiveUp: nobody wants this")
    assert replay(message=dead.public_id, now=clock)


def test_several_pieces_go_in_together_and_those_known_are_left_out(clock: datetime) -> None:
    enqueue_all([NewWork(topic="push", payload={"n": 1}, dedupe="a")])

    enqueue_all(
        [NewWork(topic="push", payload={"n": 2}, dedupe="a"), NewWork(topic="push", payload={"n": 3}, dedupe="b")]
    )

    assert list(waiting_messages("push").values_list("payload__n", flat=True)) == [1, 3]


def test_a_schedule_is_kept_but_for_a_tenth() -> None:
    waits = (timedelta(seconds=10), timedelta(hours=1))

    assert decide_wait(attempt=1, jitter=0.0, waits=waits) == timedelta(seconds=10)
    assert decide_wait(attempt=2, jitter=1.0, waits=waits) == timedelta(minutes=66)


def test_a_lease_a_wait_and_new_work_dated_ahead_wait_as_long_as_was_meant_from_the_right_day_on(
    clock: datetime,
) -> None:
    class Killed(BaseException):
        pass

    def die_or_fail(work: Work) -> None:
        raise Killed if work.payload["n"] == 1 else ConnectionError

    ahead = clock + timedelta(days=30)
    consume("pdf", die_or_fail, lease=timedelta(seconds=30))
    enqueue("pdf", payload={"n": 1})
    with pytest.raises(Killed):
        drain_at(ahead)
    enqueue("pdf", payload={"n": 2})
    drain_at(ahead)
    with moved(ahead):
        enqueue("pdf", payload={"n": 3})

    assert (set_right(now=ahead), set_right(now=clock)) == (0, 3)

    waits = [message.next_attempt_at - clock for message in Message.objects.order_by("id")]
    assert waits == [timedelta(seconds=30), timedelta(seconds=2), timedelta(0)]


def test_what_is_to_wait_by_the_right_clock_is_left_alone(clock: datetime) -> None:
    later = clock + timedelta(days=40)
    enqueue_all([NewWork(topic="sms", payload={}, not_before=later)])

    assert set_right(now=clock + timedelta(seconds=1)) == 0
    assert Message.objects.get().next_attempt_at == later


def test_a_beat_dated_far_ahead_is_no_sign_of_life(clock: datetime) -> None:
    minute = timedelta(minutes=1)
    for name, at in (("a:1", clock - 2 * minute), ("a:2", clock), ("a:3", clock + timedelta(days=30))):
        beat(worker=name, started_at=clock, now=at)

    assert count_alive(now=clock, within=minute) == 1
