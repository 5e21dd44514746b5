"""The days of a hearing, who may preside, and when deciding has to wait. 行政许可法 45 to 48."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from onething.core.calendar import Calendar, calendar_from_facts
from onething.core.lifecycle import (
    HEARINGS,
    STANDS_STILL,
    HearingAction,
    HearingRight,
    HearingState,
    RightUse,
    asking_obstacles,
    calling_off_obstacles,
    closing_obstacles,
    day_obstacles,
    deciding_obstacles,
    first_day_to_hold,
    last_day_to_ask,
    last_day_to_hold,
    presiding_obstacles,
)

TABLE: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("hearing.yaml").read_text(encoding="utf-8"))
PACK = Path(__file__).parents[3] / "packs" / "national" / "calendar.yaml"
MONDAY = date(2026, 11, 23)
EXAMINER, PARTIAL, THIRD = "examiner", "partial", "third"
COUNTED = {"ask_by": last_day_to_ask, "hold_by": last_day_to_hold, "first_day": first_day_to_hold}


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return calendar_from_facts(yaml.safe_load(PACK.read_text(encoding="utf-8")))


@pytest.mark.parametrize("what", COUNTED)
def test_the_days_are_working_days_and_the_first_is_not_counted(what: str, calendar: Calendar) -> None:
    found = {day: COUNTED[what](date.fromisoformat(day), calendar=calendar).isoformat() for day in TABLE[what]}

    assert found == TABLE[what]


@pytest.mark.parametrize("name", TABLE["days"])
def test_a_hearing_is_told_seven_days_before_and_held_within_twenty(name: str, calendar: Calendar) -> None:
    row = TABLE["days"][name]

    said = day_obstacles(
        row["day"], noticed_on=MONDAY, hold_by=row["by"], postponed=row.get("postponed", False), calendar=calendar
    )

    assert [words in one for words, one in zip(row["said"], said, strict=True)] == [True] * len(row["said"])


@pytest.mark.parametrize("name", TABLE["deciding"])
def test_deciding_waits_for_the_right_and_for_the_record(name: str) -> None:
    row = TABLE["deciding"][name]

    said = "".join(
        deciding_obstacles(
            HearingState.of(row["state"]), [right(one) for one in row["rights"]], on=date.fromisoformat(row["day"])
        )
    )

    assert row["said"] in said
    assert bool(row["said"]) == bool(said)


@pytest.mark.parametrize("name", TABLE["asking"])
def test_a_hearing_is_asked_for_within_five_days_of_being_told(name: str) -> None:
    row = TABLE["asking"][name]

    said = asking_obstacles(
        HearingState.of(row["state"]),
        right(row["right"]) if row["right"] else None,
        on=date.fromisoformat(row["day"]),
    )

    assert list(said) == row["said"]


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (None, "没有指定主持人"),
        (EXAMINER, "主持人审查过这个办件；要由审查人员以外的人主持"),
        (PARTIAL, "主持人与这个办件有直接利害关系，已经决定回避"),
        (THIRD, ""),
    ],
)
def test_somebody_presides_who_did_not_examine_the_case_and_has_no_interest_in_it(who: str | None, said: str) -> None:
    assert "".join(presiding_obstacles(who, examiners=[EXAMINER], stepped_aside=[PARTIAL])) == said


@pytest.mark.parametrize(
    ("on", "challenged", "signed", "said"),
    [
        (MONDAY, False, (True, True), 0),
        (date(2026, 11, 22), False, (True,), 1),
        (MONDAY, True, (True,), 1),
        (MONDAY, False, (True, False), 1),
        (date(2026, 11, 22), True, (False,), 3),
    ],
)
def test_a_record_is_closed_when_it_was_held_and_everybody_is_accounted_for(
    on: date, challenged: bool, signed: tuple[bool, ...], said: int
) -> None:
    assert len(list(closing_obstacles(held_on=MONDAY, on=on, challenged=challenged, signed=signed))) == said


@pytest.mark.parametrize(
    ("use", "prescribed", "ended", "said"),
    [
        (RightUse.ASKED, False, False, ["还有人要求听证；他们都撤回要求以后才能不举行"]),
        (RightUse.OPEN, False, False, ["还有人可以申请听证；期满或者他们都表示放弃以后才能结束"]),
        (RightUse.WAIVED, False, False, []),
        (RightUse.WAIVED, True, False, ["法律、法规、规章规定应当听证的，不能不举行"]),
        (RightUse.ASKED, True, True, []),
    ],
)
def test_nobody_loses_a_hearing_that_was_asked_for_or_may_be(
    use: RightUse, prescribed: bool, ended: bool, said: list[str]
) -> None:
    rights = [HearingRight(ask_by=MONDAY, use=use)]

    assert list(calling_off_obstacles(rights, prescribed=prescribed, ended=ended, on=MONDAY)) == said


def test_the_clock_stands_still_from_the_request_until_the_record_or_the_end() -> None:
    stops = {
        (move.source, move.action)
        for move in HEARINGS.rows
        if move.source not in STANDS_STILL and move.target in STANDS_STILL
    }
    goes_on = {move.action for move in HEARINGS.rows if move.source in STANDS_STILL and move.target not in STANDS_STILL}

    assert stops == {(HearingState.TOLD, HearingAction.ASK), (HearingState.TOLD, HearingAction.ORDER)}
    assert goes_on == {HearingAction.CLOSE, HearingAction.CALL_OFF}


def right(row: list[str]) -> HearingRight:
    return HearingRight(ask_by=date.fromisoformat(row[0]), use=RightUse.of(row[1]))
