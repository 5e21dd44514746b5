"""Numbers in series: without gaps, without doubles, within a day's limit."""

import threading
from datetime import date

import pytest
from django.db import connection, transaction

from onething.platform.numbering.api import (
    OutsideTransaction,
    SeriesExhausted,
    next_number,
    next_serials,
)
from onething.platform.numbering.models import Series

DAY = date(2026, 11, 23)
pytestmark = pytest.mark.django_db


def take(series: str) -> int:
    with transaction.atomic():
        return next_number(series=series)


def test_numbers_ascend_from_one_in_each_series() -> None:
    assert [take("a"), take("a"), take("b"), take("a")] == [1, 2, 1, 3]


def test_a_number_that_was_rolled_back_is_given_again() -> None:
    take("a")
    with transaction.atomic():
        taken = next_number(series="a")
        transaction.set_rollback(True)

    assert taken == 2
    assert take("a") == 2


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_no_number_is_given() -> None:
    with pytest.raises(OutsideTransaction):
        next_number(series="a")

    assert Series.objects.count() == 0


def test_several_serials_cost_one_statement(django_assert_num_queries: object) -> None:
    with transaction.atomic():
        next_serials(keys=["item-2"], day=DAY)
        with django_assert_num_queries(1):  # type: ignore[operator]
            serials = next_serials(keys=["item-3", "item-2", "item-1"], day=DAY)

    assert serials == {"item-1": 1, "item-2": 2, "item-3": 1}


def test_serials_begin_anew_each_day() -> None:
    with transaction.atomic():
        assert next_serials(keys=["item"], day=DAY) == {"item": 1}
        assert next_serials(keys=["item"], day=date(2026, 11, 24)) == {"item": 1}
        assert next_serials(keys=["item"], day=DAY) == {"item": 2}


def test_after_9999_the_day_is_full_and_people_are_told_what_to_do() -> None:
    Series.objects.create(key="serial:item:20261123", last=9998)
    with transaction.atomic():
        assert next_serials(keys=["item"], day=DAY) == {"item": 9999}

    with pytest.raises(SeriesExhausted, match=r"item.*9999.*次日"), transaction.atomic():
        next_serials(keys=["item"], day=DAY)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_leave_neither_gap_nor_double() -> None:
    given: list[int] = []
    start = threading.Barrier(8)

    def take_five() -> None:
        start.wait()
        given.extend([take("paper") for _ in range(5)])
        connection.close()

    threads = [threading.Thread(target=take_five) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(given) == list(range(1, 41))
