"""Take turns and measure: ours and the other side in one interleaved run, wall and processor time, medians."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter_ns, process_time_ns
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

FREE = ("SAVEPOINT", "RELEASE", "BEGIN", "ROLLBACK")
MILLI = 1_000_000
SLACK = 1.2  # for wall-clock ratios; counts have none

Prepare = Callable[[], Any]
Run = Callable[[Any], object]


def nothing() -> None:
    """What needs no preparation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a comparison: what is prepared outside the measurement, and what is measured, `batch` times at once."""

    name: str
    run: Run
    prepare: Prepare = nothing
    batch: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Medians in milliseconds, and the processor time of the fastest turn."""

    wall: float
    cpu: float
    best: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What was to be reached; a goal on counts decides the exit code, a goal on times never does."""

    text: str
    met: bool
    counted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table."""

    work: str
    ours: Figure
    against: str
    other: Figure
    ratio: float
    goals: tuple[Goal, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)


def compare(
    work: str,
    *,
    ours: Side,
    other: Side,
    rounds: int,
    cpu_ratio: bool = False,
    judge: Callable[[Figure, float], tuple[Goal, ...]] = lambda _figure, _ratio: (),
    counts: dict[str, int] | None = None,
) -> Row:
    """Let both sides take turns; one turn each goes unmeasured, so that caches are warm on both sides."""
    found: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    for number in range(rounds + 1):
        for side, kept in zip((ours, other), found, strict=True):
            taken = _turn(side)
            if number:
                kept.append(taken)
    mine, theirs = (_figure(taken) for taken in found)
    ratio = mine.cpu / theirs.cpu if cpu_ratio else mine.wall / theirs.wall
    return Row(
        work=work,
        ours=mine,
        against=other.name,
        other=theirs,
        ratio=round(ratio, 3),
        goals=judge(mine, ratio),
        counts=counts or {},
    )


def _turn(side: Side) -> tuple[int, int]:
    prepared = side.prepare()
    wall, cpu = perf_counter_ns(), process_time_ns()
    for _ in range(side.batch):
        side.run(prepared)
    return (perf_counter_ns() - wall) // side.batch, (process_time_ns() - cpu) // side.batch


def _figure(taken: list[tuple[int, int]]) -> Figure:
    walls, cpus = zip(*taken, strict=True)
    return Figure(
        wall=round(median(walls) / MILLI, 4), cpu=round(median(cpus) / MILLI, 4), best=round(min(cpus) / MILLI, 4)
    )


@contextmanager
def counting() -> Iterator[dict[str, int]]:
    """Statements without savepoints, and commits, of the block; filled when it ends."""
    counts: dict[str, int] = {}
    with CaptureQueriesContext(connection) as captured:
        yield counts
    asked = [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(FREE)]
    commits = sum(sql.startswith("COMMIT") for sql in asked)
    counts.update(statements=len(asked) - commits, commits=commits)


def at_most(counts: dict[str, int], *, statements: int, commits: int | None = None) -> tuple[Goal, ...]:
    """The gate on counts."""
    goals = [Goal(text=f"≤ {statements} SQL", met=counts["statements"] <= statements, counted=True)]
    if commits is not None:
        goals.append(Goal(text=f"{commits} commit", met=counts["commits"] == commits, counted=True))
    return tuple(goals)


def ratio_goal(ratio: float, most: float) -> Goal:
    """A goal on a ratio of times, with the slack that times need."""
    return Goal(text=f"≤ {most:g}x", met=ratio <= most * SLACK)
