"""A duty over many: one that cannot be done rests, is written down without a word of anybody's, and holds up no other."""

import logging
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import OperationalError

from onething.platform.database import new_public_id
from onething.platform.outbox.api import one_by_one, resting, setbacks, together

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_house")]
WRITTEN = "林知夏 13800000000"
GOOD, BAD, OTHER = (new_public_id() for _ in range(3))


def unless_bad(subject: UUID) -> int:
    if subject == BAD:
        raise KeyError(WRITTEN)
    return 1


def run(now: datetime, *subjects: UUID) -> int:
    return one_by_one(subjects, unless_bad, duty="deem", now=now)


def rests(now: datetime, duty: str = "deem") -> list[UUID]:
    return list(resting(duty, now=now))


def test_one_that_fails_holds_up_none_of_the_others_and_rests(clock: datetime) -> None:
    assert run(clock, BAD, GOOD, OTHER) == 2

    assert (rests(clock), rests(clock, "lapse")) == ([BAD], [])
    assert rests(clock + timedelta(minutes=5)) == []


def test_the_log_names_the_subject_and_the_kind_of_error_and_quotes_nobody(
    clock: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        run(clock, BAD)

    assert str(BAD) in caplog.text
    assert "KeyError" in caplog.text
    assert not any(words in caplog.text for words in WRITTEN.split())
    assert (setbacks().get().error, setbacks().get().times) == ("KeyError", 1)


def test_it_rests_longer_each_time_and_is_forgotten_once_it_is_done(clock: datetime) -> None:
    for hours in (0, 1, 2, 3, 4):
        run(clock + timedelta(hours=hours), BAD)
    row = setbacks().get()

    assert (row.times, row.since, row.due_at) == (5, clock, clock + timedelta(hours=10))

    done = one_by_one([BAD], lambda _subject: 1, duty="deem", now=clock + timedelta(hours=10))
    assert (done, setbacks().count()) == (1, 0)


def test_what_nobody_finds_again_is_well(clock: datetime) -> None:
    run(clock, BAD)

    run(clock + timedelta(hours=23), GOOD)
    assert setbacks().count() == 1
    run(clock + timedelta(hours=25), GOOD)
    assert setbacks().count() == 0


def test_what_was_put_aside_by_a_clock_that_ran_ahead_is_tried_at_once(clock: datetime) -> None:
    run(clock + timedelta(days=30), BAD)

    assert rests(clock) == []
    run(clock, BAD)
    assert rests(clock) == [BAD]


def test_a_database_that_is_away_is_nobodys_fault(clock: datetime) -> None:
    def be_away(_subject: UUID) -> int:
        raise OperationalError

    for do_all in (one_by_one, together):
        with pytest.raises(OperationalError):
            do_all([GOOD], be_away, duty="deem", now=clock)
    assert setbacks().count() == 0


def test_a_batch_that_fails_is_done_one_by_one(clock: datetime) -> None:
    batches: list[Collection[UUID]] = []

    def count(subjects: Collection[UUID]) -> int:
        batches.append(tuple(subjects))
        return sum(unless_bad(subject) for subject in subjects)

    assert together([GOOD, BAD, OTHER], count, duty="deem", now=clock) == 2
    assert batches == [(GOOD, BAD, OTHER), (GOOD,), (BAD,), (OTHER,)]
    assert rests(clock) == [BAD]


def test_a_batch_that_succeeds_forgets_what_was_put_aside(clock: datetime) -> None:
    run(clock, BAD)

    assert together([BAD, GOOD], len, duty="deem", now=clock + timedelta(hours=1)) == 2
    assert setbacks().count() == 0
