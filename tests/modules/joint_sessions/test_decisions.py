"""When a joint session may be, and when a department's conclusion is whole: tables for people who know the law."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from builders.tables import read_yaml
from onething.core.calendar import Calendar, calendar_from_facts
from onething.modules.joint_sessions.domain.decisions import (
    Appointment,
    Conclusion,
    binding_words,
    clock_words,
    decide_appointment,
    decide_conclusion,
    decide_time,
)
from onething.modules.joint_sessions.domain.terms import SessionKind, TimeSlot, Verdict

TABLE = read_yaml(Path(__file__).with_name("decisions.yaml"))
PACK = Path(__file__).parents[3] / "packs" / "national" / "calendar.yaml"
THURSDAY, MONDAY = date(2026, 3, 5), date(2026, 3, 2)
FIRE, FOOD, OFFICER = uuid4(), uuid4(), uuid4()


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return calendar_from_facts(read_yaml(PACK))


@pytest.mark.parametrize("name", TABLE["conclusions"])
def test_a_conclusion_is_whole_or_says_everything_it_lacks(name: str, calendar: Calendar) -> None:
    row: dict[str, Any] = TABLE["conclusions"][name]
    given = Conclusion(
        verdict=Verdict.of(row["verdict"]) if row["verdict"] else None,
        present=tuple(row["present"]),
        remark=row.get("remark", ""),
        faults=row.get("faults", {}),
        until=row.get("until"),
    )

    gaps = decide_conclusion(
        given, held_on=THURSDAY, today=row.get("today", THURSDAY), points=TABLE["points"], calendar=calendar
    )

    assert sorted(gaps) == row["gaps"]


@pytest.mark.parametrize("name", TABLE["times"])
def test_people_meet_on_a_working_day_ahead_when_everybody_is_free(name: str, calendar: Calendar) -> None:
    row = TABLE["times"][name]

    gaps = decide_time(row["day"], today=MONDAY, calendar=calendar, busy=row.get("busy", ()), slot=TimeSlot.MORNING)

    assert sorted(gaps) == row["gaps"]


def test_an_appointment_names_the_place_and_for_every_body_who_comes_and_what_is_looked_at() -> None:
    given = Appointment(
        kind=SessionKind.SURVEY,
        on=THURSDAY,
        slot=TimeSlot.MORNING,
        place=" ",
        participants={"fire": OFFICER, "food": OFFICER},
        points={FIRE: ("后门能开",), FOOD: ()},
    )

    gaps = decide_appointment(given, bodies={"fire": "消防", "food": "市场监管"}, staff={"fire": [OFFICER], "food": []})

    assert gaps == {
        "place": "没有写地点。请写明，申请人会看到。",
        "who-food": "没有选市场监管派谁来。",
        f"points-{FOOD}": "没有写核查要点。请每行写一条。",
    }


@pytest.mark.parametrize("kind", SessionKind)
def test_only_what_the_law_lists_is_said_to_stop_the_clock(kind: SessionKind) -> None:
    assert TABLE["clocks"][kind.value] in clock_words(kind)


@pytest.mark.parametrize(
    ("verdict", "on", "bound"),
    [
        (Verdict.RECTIFY, THURSDAY, True),
        (Verdict.RECTIFY, date(2026, 3, 10), True),
        (Verdict.RECTIFY, date(2026, 3, 11), False),
        (Verdict.FAIL, THURSDAY, False),
        ("", THURSDAY, False),
    ],
)
def test_what_a_department_gave_time_for_it_does_not_deny_within_that_time(verdict: str, on: date, bound: bool) -> None:
    assert bool(binding_words(verdict, SessionKind.SURVEY, until=date(2026, 3, 10), on=on)) is bound
