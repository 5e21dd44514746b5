"""One frozen table of moves a kind of record: which action leads from which state to which.

StatesError
├── TableRefused    a table has double moves, unreachable states or dead ends; carries every reason
└── IllegalMove     an action is not possible in the present state; carries what is
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

S = TypeVar("S", bound=StrEnum)
A = TypeVar("A", bound=StrEnum)


def label(member: StrEnum) -> str:
    """How people call a state or action: its `label` when the enum gives one, else its code."""
    return str(getattr(member, "label", member.value))


class StatesError(Exception):
    """Root of this room's errors."""

    code = "states.error"


class TableRefused(StatesError, ValueError):
    """The rows do not make a sound table."""

    code = "states.table_refused"

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("状态表不能使用：" + "；".join(reasons))
        self.reasons = reasons


class IllegalMove(StatesError):
    """The action does not lead anywhere from this state."""

    code = "states.illegal_move"

    def __init__(self, *, state: StrEnum, action: StrEnum, legal: tuple[StrEnum, ...]) -> None:
        remedy = f"现在可以：{'、'.join(map(label, legal))}" if legal else "这一状态已经终结，不能再变更"
        super().__init__(f"当前状态“{label(state)}”不能执行“{label(action)}”。{remedy}。")
        self.state, self.action, self.legal = state, action, legal


@dataclass(frozen=True, slots=True)
class Move(Generic[S, A]):
    """One row: `action` leads from `source` to `target`; `basis` cites the rule it comes from."""

    source: S
    action: A
    target: S
    note: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class StateTable(Generic[S, A]):
    """Moves that are complete from `start` to `final`; what is not sound cannot be built."""

    start: S
    final: frozenset[S]
    rows: tuple[Move[S, A], ...]
    _targets: Mapping[tuple[S, A], S] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        reasons = _find_faults(self.start, self.final, self.rows)
        if reasons:
            raise TableRefused(reasons)
        targets = {(row.source, row.action): row.target for row in self.rows}
        object.__setattr__(self, "_targets", targets)

    def follow(self, state: S, action: A) -> S:
        """The state after `action`; raises `IllegalMove`."""
        target = self._targets.get((state, action))
        if target is None:
            raise IllegalMove(state=state, action=action, legal=self.legal(state))
        return target

    def legal(self, state: S) -> tuple[A, ...]:
        """What is possible now, in the order of the rows."""
        return tuple(row.action for row in self.rows if row.source == state)


def _find_faults(start: S, final: frozenset[S], rows: tuple[Move[S, A], ...]) -> tuple[str, ...]:
    every: list[S] = list(type(start))
    reached = _closure({start}, [(row.source, row.target) for row in rows])
    ending = _closure(final, [(row.target, row.source) for row in rows])
    return (
        *(f"“{label(source)}”上的动作“{label(action)}”写了两次，请只留一行" for source, action in _doubles(rows)),
        *(
            f"从“{label(start)}”到不了“{label(state)}”，请补一行或删去这个状态"
            for state in every
            if state not in reached
        ),
        *(f"“{label(state)}”走不到任何终结状态，请补一行或列为终结状态" for state in every if state not in ending),
    )


def _doubles(rows: Iterable[Move[S, A]]) -> list[tuple[S, A]]:
    seen: set[tuple[S, A]] = set()
    doubles = []
    for row in rows:
        if (row.source, row.action) in seen:
            doubles.append((row.source, row.action))
        seen.add((row.source, row.action))
    return doubles


def _closure(first: Iterable[S], edges: Iterable[tuple[S, S]]) -> frozenset[S]:
    known, pairs = set(first), tuple(edges)
    while more := {end for begin, end in pairs if begin in known} - known:
        known |= more
    return frozenset(known)
