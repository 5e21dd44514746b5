"""`plan`: compile the largest bundle, and the newborn one for one child and for three, against reading the finished plan."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from onething.core.planning import Plan, canonical_json, compile_plan, read_plan
from onething.modules.catalogue.api import CompiledBundle, published_bundle
from onething.project.bench.family import ANSWERS, newborn, start_day
from onething.project.bench.measuring import Figure, Goal, Row, Side, compare

ROUNDS = 200
LARGEST = "after-death"  # fifteen items
LARGEST_ANSWERS = {
    "household_place": "here",
    "death_certificate": "natural",
    "insured_as": "retired",
    "housing_fund": "yes",
    "driving_licence": "yes",
    "kinship_on_record": "yes",
    "searches": "none",
}
MOST_MILLISECONDS = 2


def measure() -> Iterator[Row]:
    """The floor makes the same frozen values without deciding anything."""
    family, day = newborn(), start_day()
    situations = (
        ("15 items", published_bundle(LARGEST, on=day), LARGEST_ANSWERS),
        ("1 child", family, {**ANSWERS, "births": "one"}),
        ("3 children", family, {**ANSWERS, "births": "three"}),
    )
    for label, source, answers in situations:
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
