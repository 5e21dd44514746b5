"""Logs and what they must say, against tables written by hand (cases, obstacles, joint handling)."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from builders.logs import HEAD, entry_from, limits_from, log_from
from builders.moving import decide_move
from builders.tables import read_yaml
from onething.core.calendar import SHANGHAI, Calendar, Span
from onething.core.lifecycle import (
    Approver,
    CaseAction,
    CaseEntry,
    CaseState,
    ClockReading,
    Lengthening,
    StepObstructed,
    find_obstacles,
    fold_case,
    joint_extension_obstacles,
    read_case,
    read_joint_clock,
)
from onething.platform.clock import legal_day

HERE = Path(__file__).parent


def table(name: str) -> list[Any]:
    rows = read_yaml(HERE / f"{name}.yaml")
    return [pytest.param(row, id=row["name"]) for row in rows]


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("row", table("cases"))
def test_a_log_says_what_was_counted_by_hand(legal: Calendar, row: dict[str, Any]) -> None:
    case = read_case(log_from(row["log"]), limits=limits_from(row), calendar=legal)

    assert (case.state.value, case.due_on) == (row["state"], day(row["due"]))
    said = {
        "statutory_on": case.statutory.due_on and case.statutory.due_on.isoformat(),
        "pauses": [ground.label for ground in case.pauses],
        "deferred": list(case.deferred),
        "granted": case.granted,
        "excluded": [[begin.isoformat(), end.isoformat()] for begin, end in case.promised.excluded],
    }
    assert {key: said[key] for key in said if key in row} == {key: row[key] for key in said if key in row}


@pytest.mark.parametrize("row", table("obstacles"))
def test_what_is_missing_is_said_at_once(legal: Calendar, row: dict[str, Any]) -> None:
    log, last = log_from(row["log"]), entry_from(row["last"])

    reasons = find_obstacles(fold_case(log), last, limits=limits_from(row), calendar=legal)

    assert len(reasons) == len(row["say"])
    assert all(words in reason for words, reason in zip(row["say"], reasons, strict=True))


def test_an_obstructed_step_is_not_taken(legal: Calendar) -> None:
    log = log_from([["open", "2026-06-01"], ["accept", "2026-06-01"]])

    with pytest.raises(StepObstructed, match=r"不能执行“延长期限”：.*负责人批准；没有写明延长的理由") as obstructed:
        decide_move(log, CaseAction.EXTEND, limits=limits_from({}), calendar=legal, on=date(2026, 6, 2))

    assert obstructed.value.action is CaseAction.EXTEND


def test_filing_is_the_first_step_of_every_log(legal: Calendar) -> None:
    filed = decide_move([], CaseAction.FILE, limits=limits_from({}), calendar=legal, on=date(2026, 6, 1))

    assert (filed.state, filed.due_on) == (CaseState.WAITING, None)


@pytest.mark.parametrize("row", table("joint"))
def test_joint_handling_has_a_clock_of_its_own(legal: Calendar, row: dict[str, Any]) -> None:
    extended = (
        [Lengthening(Span.working_days(15), Approver.GOVERNMENT_HEAD, HEAD, "环节多")] if "extended" in row else []
    )

    joint = read_joint_clock([fold_case(log_from(c["log"])) for c in row["cases"]], calendar=legal, extended=extended)

    assert (joint.started_on, joint.due_on) == (day(row["started"]), day(row["due"]))
    assert joint.excluded == tuple((day(begin), day(end)) for begin, end in row["excluded"])
    assert joint.ended_on == day(row.get("ended"))
    for one in row["cases"]:
        limits = limits_from({**one, "promised": None})
        assert read_case(log_from(one["log"]), limits=limits, calendar=legal).statutory.due_on == day(one["due"])


def test_the_joint_limit_is_lengthened_by_the_government_alone() -> None:
    running = ClockReading(started_on=date(2026, 6, 1), due_on=date(2026, 8, 4))
    by_body = Lengthening(Span.working_days(15), Approver.BODY_HEAD, HEAD, "环节多")
    by_government = Lengthening(Span.working_days(15), Approver.GOVERNMENT_HEAD, HEAD, "环节多")
    today = date(2026, 7, 1)

    assert joint_extension_obstacles(running, by_body, on=today) == ("延长期限要由本级人民政府负责人批准",)
    assert joint_extension_obstacles(running, by_government, on=today) == ()
    assert joint_extension_obstacles(ClockReading(), by_government, on=today) == ("联合办理的期限没有在走",)


@pytest.mark.parametrize(
    ("days", "given", "on", "said"),
    [
        (15, (), "2026-08-04", ()),
        (16, (), "2026-08-04", ("最多延长 15 个工作日",)),
        (15, (15,), "2026-08-04", ("法律只允许延长 1 次，已经延长过了",)),
        (15, (), "2026-08-05", ("期限已在 2026-08-04 届满，不能再延长",)),
    ],
    ids=["on the last day", "too long", "twice", "when it is over"],
)
def test_the_joint_limit_is_lengthened_once_and_in_time(
    days: int, given: tuple[int, ...], on: str, said: tuple[str, ...]
) -> None:
    running = ClockReading(
        started_on=date(2026, 6, 1), due_on=date(2026, 8, 4), extensions=tuple(map(Span.working_days, given))
    )
    wanted = Lengthening(Span.working_days(days), Approver.GOVERNMENT_HEAD, HEAD, "环节多")

    assert joint_extension_obstacles(running, wanted, on=date.fromisoformat(on)) == said


@pytest.mark.parametrize(
    "zone", [UTC, SHANGHAI, timezone(timedelta(hours=-10))], ids=["server in UTC", "in Shanghai", "in Honolulu"]
)
def test_a_second_before_midnight_is_that_day_wherever_the_server_stands(legal: Calendar, zone: Any) -> None:
    received = datetime(2026, 6, 1, 23, 59, 59, tzinfo=SHANGHAI).astimezone(zone)

    case = read_case([CaseEntry(CaseAction.OPEN, legal_day(received))], limits=limits_from({}), calendar=legal)

    assert case.due_on == date(2026, 6, 8)
