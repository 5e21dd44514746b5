"""The bench: sides take turns, counts are gates, times are not, and no existing house is ever in reach."""

import argparse
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from onething.core.calendar import Calendar
from onething.core.lifecycle import read_case
from onething.platform.numbering.api import next_number
from onething.project.bench import measuring
from onething.project.bench.commands import add_commands, report
from onething.project.bench.measuring import Figure, Goal, Side, at_most, compare, counting, ratio_goal, take_turns
from onething.project.bench.places import _environment
from onething.project.bench.sizes import SHORT
from onething.project.bench.table import broken_counts, render
from onething.project.bench.works import WORKS
from onething.project.bench.works.plan import _judge as judge_plan
from onething.project.bench.works.reading import LIMITS, long_log

FAST = {"wall": 1.5, "cpu": 1.25, "best": 1.0}
SLOW = {"wall": 30.0, "cpu": 29.0, "best": 28.0}


def row(*goals: dict[str, Any], **given: Any) -> dict[str, Any]:
    plain = {"work": "step", "database": "SQLite", "ours": SLOW, "against": "floor", "other": FAST, "ratio": 20.0}
    return plain | {"counts": {"statements": 6, "commits": 1}, "goals": list(goals)} | given


def goal(text: str, *, met: bool, counted: bool) -> dict[str, Any]:
    return {"text": text, "met": met, "counted": counted}


def test_both_sides_take_turns_and_the_first_turn_is_not_measured() -> None:
    turns: list[str] = []
    ours = Side(name="ours", run=lambda _: turns.append("ours"))
    other = Side(name="floor", run=lambda _: turns.append("floor"))

    compare("work", ours=ours, other=other, rounds=2)

    assert turns == ["ours", "floor", "ours", "floor", "ours", "floor"]


def test_what_is_prepared_is_handed_to_each_turn_and_a_batch_shares_it() -> None:
    seen: list[object] = []
    ours = Side(name="ours", prepare=lambda: "draft", run=seen.append, batch=3)

    compare("work", ours=ours, other=Side(name="floor", run=lambda _: None), rounds=1)

    assert seen == ["draft"] * 6


def test_a_busy_machine_takes_fewer_turns_rather_than_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    turns: list[str] = []
    monkeypatch.setattr(measuring, "chosen", lambda: replace(SHORT, seconds=0.0))

    take_turns([Side(name="ours", run=lambda _: turns.append("ours"))], rounds=50)

    assert len(turns) == 1 + measuring.LEAST_ROUNDS


@pytest.mark.django_db(transaction=True)
def test_statements_and_commits_are_counted_without_savepoints() -> None:
    with counting() as counts, transaction.atomic():
        next_number(series="bench")
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1")

    assert counts["commits"] == 1
    assert counts["statements"] == 2


def test_counts_have_no_slack_and_times_have_a_fifth() -> None:
    assert [g.met for g in at_most({"statements": 16, "commits": 1}, statements=15, commits=1)] == [False, True]
    assert ratio_goal(2.4, 2.0) == Goal(text="≤ 2x", met=True)
    assert ratio_goal(2.41, 2.0) == Goal(text="≤ 2x", met=False)


def test_a_missed_time_is_told_but_fails_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    missed = row(goal("≤ 6 SQL", met=True, counted=True), goal("≤ 2x", met=False, counted=False))

    assert report([missed], as_json=False) == 0

    assert "missed ≤ 2x" in capsys.readouterr().out


def test_a_broken_count_fails_the_run() -> None:
    assert report([row(goal("≤ 6 SQL", met=False, counted=True))], as_json=False) == 1


def test_json_carries_every_row(capsys: pytest.CaptureFixture[str]) -> None:
    assert report([row()], as_json=True) == 0

    assert json.loads(capsys.readouterr().out)["rows"] == [row()]


def test_the_table_is_aligned() -> None:
    lines = render([row(), row(work="a longer piece of work")]).splitlines()

    assert len({line.index("SQLite") for line in lines[1:]} | {lines[0].index("database")}) == 1
    assert broken_counts([row()]) == []


def test_every_pause_of_the_long_log_counts() -> None:
    log = long_log()
    plain = Calendar("plain", frozenset({2025}), frozenset(), frozenset(), "")

    case = read_case(log, limits=LIMITS, calendar=plain)

    assert len(log) == 200
    assert case.due_on
    assert log[-2].on <= case.due_on <= (case.statutory.due_on or date.min)


def test_the_list_names_every_work(capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())
    args = parser.parse_args(["bench", "list", "--json"])

    assert args.run(args) == 0

    assert [work["name"] for work in json.loads(capsys.readouterr().out)] == list(WORKS)
    assert list(WORKS) == [
        "plan",
        "log200",
        "rules",
        "guide",
        "submit",
        "step",
        "work-list",
        "row2",
        "row2s",
        "row7",
        "row7s",
        "row3l",
        "row3",
        "papers",
        "row4",
        "recount",
    ]


def test_a_throw_away_house_knows_nothing_of_the_real_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "ONETHING_DATA", "ONETHING_FILES", "ONETHING_SEAL_WITNESS", "ONETHING_MASTER_KEY"):
        monkeypatch.setenv(name, "the real one")

    house = _environment("http://127.0.0.1:1")

    assert "the real one" not in house.values()
    assert house["ONETHING_POPULATION_URL"] == "http://127.0.0.1:1"


def test_the_goal_of_a_plan_is_processor_time() -> None:
    assert [g.met for g in judge_plan(Figure(wall=9.0, cpu=1.9, best=1.0), 1.0)] == [True]
    assert [g.met for g in judge_plan(Figure(wall=1.0, cpu=2.1, best=1.0), 1.0)] == [False]
