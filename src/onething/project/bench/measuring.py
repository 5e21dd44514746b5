"""Take turns and measure: ours and the other side in one interleaved run, wall and processor time, medians."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from time import monotonic, perf_counter_ns, process_time_ns
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from onething.project.bench.sizes import chosen

FREE = ("SAVEPOINT", "RELEASE", "BEGIN", "ROLLBACK")
MILLI = 1_000_000
SLACK = 1.2  # for wall-clock ratios; counts have none
LEAST_ROUNDS = 3
"""A busy machine takes fewer turns rather than longer than `Sizes.seconds`."""

Prepare = Callable[[], Any]
Run = Callable[[Any], object]


def nothing() -> None:
    """What needs no preparation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a comparison: what is prepared outside the measurement, and what is measured, `batch` times at once.

    Of a side that writes, the log written is measured as well.
    """

    name: str
    run: Run
    prepare: Prepare = nothing
    batch: int = 1
    writes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a side that works in another process says it took, in nanoseconds; `run` returns it."""

    wall: int
    cpu: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One turn: nanoseconds for one piece of work, and bytes of write-ahead log (0 where none can be read)."""

    wall: int
    cpu: int
    wal: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Medians in milliseconds, and the processor time of the fastest turn."""

    wall: float
    cpu: float
    best: float
    worst: float = 0.0
    """The wall time that 95 of 100 turns stay under."""
    wal: int = 0


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
    mine, theirs = take_turns((ours, other), rounds=rounds)
    return row_of(work, mine, other.name, theirs, cpu_ratio=cpu_ratio, judge=judge, counts=counts)


def take_turns(sides: Sequence[Side], *, rounds: int) -> list[Figure]:
    """The figures of any number of sides from one interleaved run; the first turn of each is not measured."""
    found: list[list[Turn]] = [[] for _ in sides]
    began = monotonic()
    for number in range(rounds + 1):
        if number > LEAST_ROUNDS and monotonic() - began > chosen().seconds:
            break
        for side, kept in zip(sides, found, strict=True):
            taken = _turn(side)
            if number:
                kept.append(taken)
    return [_figure(taken) for taken in found]


def row_of(
    work: str,
    mine: Figure,
    against: str,
    theirs: Figure,
    *,
    cpu_ratio: bool = False,
    judge: Callable[[Figure, float], tuple[Goal, ...]] = lambda _figure, _ratio: (),
    counts: dict[str, int] | None = None,
) -> Row:
    """One line from two figures of the same run."""
    ratio = mine.cpu / theirs.cpu if cpu_ratio else mine.wall / theirs.wall
    written = {"WAL bytes": mine.wal, f"WAL bytes of {against}": theirs.wal} if mine.wal else {}
    return Row(
        work=work,
        ours=mine,
        against=against,
        other=theirs,
        ratio=round(ratio, 3),
        goals=judge(mine, ratio),
        counts=(counts or {}) | written,
    )


def _turn(side: Side) -> Turn:
    prepared = side.prepare()
    log = _log_end() if side.writes else 0
    wall, cpu = perf_counter_ns(), process_time_ns()
    for _ in range(side.batch):
        told = side.run(prepared)
    wall, cpu = perf_counter_ns() - wall, process_time_ns() - cpu
    if isinstance(told, Cost):
        wall, cpu = told.wall, told.cpu
    written = _log_end() - log if side.writes else 0
    return Turn(wall=wall // side.batch, cpu=cpu // side.batch, wal=written // side.batch)


def _log_end() -> int:
    """How far the write-ahead log of PostgreSQL has come; 0 on another database."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_insert_lsn() - '0/0'")
        return int(cursor.fetchone()[0])


def _figure(taken: list[Turn]) -> Figure:
    walls, cpus = sorted(turn.wall for turn in taken), [turn.cpu for turn in taken]
    return Figure(
        wall=round(median(walls) / MILLI, 4),
        cpu=round(median(cpus) / MILLI, 4),
        best=round(min(cpus) / MILLI, 4),
        worst=round(walls[len(walls) * 95 // 100] / MILLI, 4),
        wal=int(median(turn.wal for turn in taken)),
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
    return Goal(text=f"≤ {most:.3g}x", met=ratio <= most * SLACK)
