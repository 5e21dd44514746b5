"""`rules`: every condition of the newborn bundle for one applicant, against the evaluator of cel-python."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import celpy

from onething.core.rules import Rule
from onething.project.bench.family import ANSWERS, newborn
from onething.project.bench.measuring import Figure, Goal, Row, Side, compare, ratio_goal

ROUNDS = 40
BATCH = 20
MOST = 0.05


def measure() -> Iterator[Row]:
    """Both sides are compiled beforehand and judge the same facts."""
    rules = sorted({rule.text: rule for rule in _rules_in(newborn())}.values(), key=lambda rule: rule.text)
    theirs, facts = _as_peer(rules)
    yield compare(
        f"rules, 1 applicant x {len(rules)} conditions",
        ours=Side(name="closures with reasons", run=lambda _: [rule.evaluate(ANSWERS) for rule in rules], batch=BATCH),
        other=Side(name="cel-python", run=lambda _: [program.evaluate(facts) for program in theirs]),
        rounds=ROUNDS,
        cpu_ratio=True,
        judge=_judge,
    )


def _rules_in(value: Any) -> Iterator[Rule]:
    """Every rule below a definition."""
    if isinstance(value, Rule):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _rules_in(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for entry in value:
            yield from _rules_in(entry)
    elif isinstance(value, dict):
        yield from _rules_in(list(value.values()))


def _as_peer(rules: list[Rule]) -> tuple[list[Any], dict[str, Any]]:
    """The same texts and answers for cel-python's own evaluator, which serves here as the peer and nowhere else."""
    environment = celpy.Environment()
    programs = [environment.program(environment.compile(rule.text)) for rule in rules]
    return programs, {name: celpy.celtypes.StringType(answer) for name, answer in ANSWERS.items()}


def _judge(_ours: Figure, ratio: float) -> tuple[Goal, ...]:
    return (ratio_goal(ratio, MOST),)
