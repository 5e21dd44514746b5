"""`plan`: compile the newborn bundle for one child and for three, against reading the finished plan from its bytes."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from onething.core.planning import Plan, canonical_json, compile_plan, read_plan
from onething.modules.catalogue.api import CompiledBundle
from onething.project.bench.family import ANSWERS, newborn, start_day
from onething.project.bench.measuring import Figure, Goal, Row, Side, compare

ROUNDS = 200
MOST_MILLISECONDS = 2


def measure() -> Iterator[Row]:
    """The floor makes the same frozen values without deciding anything."""
    source, day = newborn(), start_day()
    for births, label in (("one", "1 child"), ("three", "3 children")):
        answers = {**ANSWERS, "births": births}
        stored = canonical_json(_compile(source, answers, day))
        yield compare(
            f"plan, {label}",
            ours=Side(name="compile", run=partial(_compile_again, source, answers, day)),
            other=Side(name="read the stored plan", run=partial(_read, stored)),
            rounds=ROUNDS,
            cpu_ratio=True,
            judge=_judge,
        )


def _compile(source: CompiledBundle, answers: Mapping[str, str], day: date) -> Plan:
    return compile_plan(
        bundle=source.bundle,
        library=source.library,
        parameters=source.parameters,
        calendar=source.calendar,
        answers=answers,
        start=day,
    )


def _compile_again(source: CompiledBundle, answers: Mapping[str, str], day: date, _: Any) -> None:
    _compile(source, answers, day)


def _read(stored: bytes, _: Any) -> None:
    read_plan(stored)


def _judge(ours: Figure, _ratio: float) -> tuple[Goal, ...]:
    return (Goal(text=f"≤ {MOST_MILLISECONDS} ms CPU", met=ours.cpu <= MOST_MILLISECONDS),)
