"""By when a case must be keyed in, how long it has waited, and what must be done first: pure, in minutes of service."""

from datetime import datetime, time

import pytest

from builders.newborn import newborn
from onething.core.calendar import SHANGHAI, ServiceHours
from onething.modules.handling.domain.rekeying import decide_keyed, decide_ticks, late_from, waited_minutes

HOURS = ServiceHours(opens=time(9), closes=time(17, 30))
WITH_BREAK = ServiceHours(opens=time(9), closes=time(17, 30), noon_break=(time(12), time(14)))
CALENDAR = newborn().calendar


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}:00").replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("came", "late", "hours"),
    [
        ("03-02T10:00", "03-02T10:30", HOURS),
        ("03-02T06:00", "03-02T09:30", HOURS),  # before opening
        ("03-02T17:00", "03-02T17:30", HOURS),  # exactly to closing
        ("03-02T17:20", "03-03T09:20", HOURS),  # over night
        ("03-06T23:00", "03-09T09:30", HOURS),  # Friday night to Monday
        ("02-13T17:10", "02-14T09:10", HOURS),  # Saturday of make-up
        ("02-14T17:10", "02-24T09:10", HOURS),  # over Spring Festival
        ("03-02T11:50", "03-02T14:20", WITH_BREAK),
    ],
)
def test_half_an_hour_counts_only_while_officers_are_at_work(came: str, late: str, hours: ServiceHours) -> None:
    assert late_from(CALENDAR, came=at(came), hours=hours) == at(late)
    assert waited_minutes(CALENDAR, came=at(came), now=at(late), hours=hours) == 30


def test_waiting_at_night_is_not_waiting() -> None:
    assert waited_minutes(CALENDAR, came=at("03-02T18:00"), now=at("03-03T08:59"), hours=HOURS) == 0


@pytest.mark.parametrize(
    ("ticked", "number", "missing"),
    [
        (["a", "b"], "BM1", set()),
        (["b"], "BM1", {"points"}),
        (["a", "b", "other"], "", {"number_there"}),
        ([], "字" * 61, {"points", "number_there"}),
        (["a", "b"], "1\n2", {"number_there"}),
    ],
)
def test_it_is_keyed_in_when_every_point_is_ticked_and_numbered(
    ticked: list[str], number: str, missing: set[str]
) -> None:
    assert decide_keyed(["a", "b"], ticked, number).keys() == missing


def test_points_of_other_cases_are_not_kept() -> None:
    assert decide_ticks(["a", "b"], ["other", "b"]) == ("b",)
