"""The breaker opens after five failures in a row, rests thirty seconds and then lets exactly one query through."""

from datetime import UTC, datetime, timedelta

from onething.modules.exchange.domain.breaker import CLOSED, Breaker, after_failure, decide_admission

START = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
OPEN = Breaker(failures=5, rests_until=START + timedelta(seconds=30))


def test_four_failures_leave_it_closed_and_the_fifth_opens_it() -> None:
    breaker = CLOSED
    for _ in range(4):
        breaker = after_failure(breaker, now=START)

    assert breaker == Breaker(failures=4)
    assert decide_admission(breaker, now=START) == (True, breaker)
    assert after_failure(breaker, now=START) == OPEN


def test_while_it_rests_nothing_goes_out() -> None:
    assert decide_admission(OPEN, now=START + timedelta(seconds=29)) == (False, OPEN)


def test_after_the_rest_one_query_goes_out_and_the_others_wait() -> None:
    later = START + timedelta(seconds=30)

    admitted, trying = decide_admission(OPEN, now=later)

    assert admitted
    assert trying == Breaker(failures=5, rests_until=START + timedelta(seconds=60))
    assert decide_admission(trying, now=later) == (False, trying)


def test_a_failed_trial_starts_another_rest() -> None:
    later = START + timedelta(seconds=40)

    assert after_failure(OPEN, now=later) == Breaker(failures=6, rests_until=START + timedelta(seconds=70))


def test_a_rest_begun_by_a_clock_that_ran_ahead_is_over() -> None:
    assert decide_admission(OPEN, now=START - timedelta(days=30))[0]
