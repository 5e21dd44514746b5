"""A checked rule tree turned once into closures: clauses answer true, false or None, logic weighs them.

Three-valued logic after Kleene (strong); `&&` and `||` agree with CEL's, where an error stands for unknown.
"""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .names import Facts
from .nodes import (
    AllOf,
    AnyOf,
    Broken,
    Choose,
    Clause,
    Compare,
    Condition,
    Constant,
    Flag,
    ListOf,
    Literal,
    Member,
    Name,
    Negation,
    Operator,
    Size,
    Span,
    Term,
)

Verdict = bool | None
Test = Callable[[Facts], Verdict]
Decisive = tuple[int, ...]
Weigh = Callable[[list[Verdict]], tuple[Verdict, Decisive]]
_Operand = bool | int | str | tuple[bool | int | str, ...] | None
_Read = Callable[[Facts], _Operand]

_COMPARISONS: dict[Operator, Callable[[Any, Any], bool]] = {
    Operator.EQUAL: operator.eq,
    Operator.UNEQUAL: operator.ne,
    Operator.LESS: operator.lt,
    Operator.AT_MOST: operator.le,
    Operator.MORE: operator.gt,
    Operator.AT_LEAST: operator.ge,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One clause of a program: where it stands, how it is tested, which names it asks for."""

    span: Span
    test: Test
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Program:
    """Steps in reading order, and the logic over their verdicts (by index)."""

    steps: tuple[Step, ...]
    weigh: Weigh


def build(condition: Condition) -> Program:
    """Turn a condition without problems into closures."""
    steps: list[Step] = []
    weigh = _weigh(condition, steps)
    return Program(steps=tuple(steps), weigh=weigh)


def _weigh(node: Condition, steps: list[Step]) -> Weigh:
    match node:
        case Constant(value=value):
            return lambda _: (value, ())
        case Flag() | Compare() | Member():
            steps.append(_step(node))
            return _weigh_clause(len(steps) - 1)
        case Negation(inner=inner):
            return _weigh_negation(_weigh(inner, steps))
        case AllOf(parts=parts):
            return _weigh_joined([_weigh(part, steps) for part in parts], neutral=True)
        case AnyOf(parts=parts):
            return _weigh_joined([_weigh(part, steps) for part in parts], neutral=False)
        case Choose(test=test, yes=yes, no=no):
            return _weigh_choice(_weigh(test, steps), _weigh(yes, steps), _weigh(no, steps))
        case Broken():  # pragma: no cover - a text with problems is never built
            raise TypeError(node)


def _weigh_clause(index: int) -> Weigh:
    itself = (index,)
    return lambda verdicts: (verdicts[index], itself)


def _weigh_negation(inner: Weigh) -> Weigh:
    def weigh(verdicts: list[Verdict]) -> tuple[Verdict, Decisive]:
        verdict, decisive = inner(verdicts)
        return (None if verdict is None else not verdict), decisive

    return weigh


def _weigh_joined(parts: list[Weigh], *, neutral: bool) -> Weigh:
    """`&&` (neutral true) and `||` (neutral false): the decisive parts are those that agree with the outcome."""
    absorbing = not neutral

    def weigh(verdicts: list[Verdict]) -> tuple[Verdict, Decisive]:
        outcome: Verdict = neutral
        decisive: Decisive = ()
        for part in parts:
            verdict, reasons = part(verdicts)
            if verdict is outcome:
                decisive += reasons
            elif verdict is absorbing or outcome is neutral:
                outcome, decisive = verdict, reasons
        return outcome, decisive

    return weigh


def _weigh_choice(test: Weigh, yes: Weigh, no: Weigh) -> Weigh:
    """`? :`; with an unknown test the outcome is known only where both branches agree."""

    def weigh(verdicts: list[Verdict]) -> tuple[Verdict, Decisive]:
        verdict, reasons = test(verdicts)
        if verdict is not None:
            outcome, branch = (yes if verdict else no)(verdicts)
            return outcome, reasons + branch
        first, first_reasons = yes(verdicts)
        second, second_reasons = no(verdicts)
        if first is second is not None:
            return first, first_reasons + second_reasons
        return None, reasons + (first_reasons if first is None else ()) + (second_reasons if second is None else ())

    return weigh


def _step(clause: Clause) -> Step:
    match clause:
        case Flag(name=name):
            return Step(clause.span, _flag_test(name.name), _names_in(name))
        case Compare(left=left, right=right):
            return Step(clause.span, _compare_test(clause), _names_in(left) | _names_in(right))
        case Member(item=item, container=container):
            return Step(clause.span, _member_test(clause), _names_in(item) | _names_in(container))


def _flag_test(name: str) -> Test:
    def test(facts: Facts) -> Verdict:
        value = facts.get(name)
        return None if value is None else value is True

    return test


def _compare_test(clause: Compare) -> Test:
    compare, read_left, read_right = _COMPARISONS[clause.operator], _reader(clause.left), _reader(clause.right)

    def test(facts: Facts) -> Verdict:
        left, right = read_left(facts), read_right(facts)
        return None if left is None or right is None else compare(left, right)

    return test


def _member_test(clause: Member) -> Test:
    read_item, read_container = _reader(clause.item), _reader(clause.container)

    def test(facts: Facts) -> Verdict:
        item, container = read_item(facts), read_container(facts)
        if item is None or container is None:
            return None
        return isinstance(container, tuple) and item in container

    return test


def _reader(term: Term) -> _Read:
    match term:
        case Name(name=name):
            return lambda facts: facts.get(name)
        case Literal(value=value):
            return lambda _: value
        case ListOf(items=items):
            values = tuple(item.value for item in items if isinstance(item, Literal))
            return lambda _: values
        case Size(of=of):
            return _size_reader(_reader(of))
        case Broken():  # pragma: no cover - a text with problems is never built
            raise TypeError(term)


def _size_reader(read: _Read) -> _Read:
    def size(facts: Facts) -> _Operand:
        value = read(facts)
        return len(value) if isinstance(value, str | tuple) else None

    return size


def _names_in(term: Term) -> frozenset[str]:
    match term:
        case Name(name=name):
            return frozenset({name})
        case Size(of=of):
            return _names_in(of)
        case _:
            return frozenset()
