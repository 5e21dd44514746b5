"""`row2`, `row2s`: a case of 7 steps with a join of four, each step durable; on PostgreSQL, and on SQLite.

Ours submits, accepts and grants seven times through the services that serve people: with form, numbers, logs and papers.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from django.db import connection

from onething.core.lifecycle import CaseState
from onething.modules.handling.api import Case, accept_application
from onething.modules.intake.api import submit
from onething.platform import clock
from onething.platform.database import new_public_id
from onething.platform.permissions import Actor
from onething.project.bench.family import JOIN, clerk, plain_draft
from onething.project.bench.floors import floor_case, prepare_floor
from onething.project.bench.measuring import Cost, Figure, Goal, Row, Side, counting, ratio_goal, row_of, take_turns
from onething.project.bench.patterns import grant_case
from onething.project.bench.peers import Peer, database_address, running_peer

ROUNDS = 12
MOST_STATEMENTS = 6
MOST_WAL = 10_000
STEPS = 7
FLOOR, PEER = "floor", "SpiffWorkflow"
MOST_OF_FLOOR = 2.0  # at least half as fast
MOST_OF_PEER = {"postgresql": 1 / 3, "sqlite": 1 / 4}


def measure_on_postgresql() -> Iterator[Row]:
    """Nothing on another database."""
    if connection.vendor == "postgresql":
        yield from _measure("row2")


def measure_on_sqlite() -> Iterator[Row]:
    """Nothing on another database."""
    if connection.vendor == "sqlite":
        yield from _measure("row2s")


def _measure(name: str) -> Iterator[Row]:
    actor = clerk()
    prepare_floor()
    counts = _counted(actor)
    sides = [
        Side(name=name, prepare=lambda: _draft(actor), run=lambda draft: _case(draft, actor), writes=True),
        Side(name=FLOOR, run=lambda _: floor_case(), writes=True),
    ]
    with TemporaryDirectory() as folder, running_peer("spiff.py", *_where(Path(folder))) as peer:
        if peer is not None:
            sides.append(Side(name=PEER, run=partial(_peer_case, peer), writes=True))
        mine, *others = take_turns(sides, rounds=ROUNDS)
    for side, theirs in zip(sides[1:], others, strict=True):
        yield row_of(
            f"{name}: 7 steps", mine, side.name, theirs, counts=counts, judge=partial(_judge, side.name, counts)
        )


def _where(folder: Path) -> tuple[str, str]:
    """The same server for the peer, or a file beside."""
    if connection.vendor != "postgresql":
        return "sqlite", str(folder / "peer.sqlite")
    return "postgresql", database_address()


def _judge(other: str, counts: dict[str, int], ours: Figure, ratio: float) -> tuple[Goal, ...]:
    if other == PEER:
        return (ratio_goal(ratio, MOST_OF_PEER[connection.vendor]),)
    goals = [
        Goal(text=f"≤ {MOST_STATEMENTS} SQL a step", met=counts["SQL a step"] <= MOST_STATEMENTS, counted=True),
        Goal(text="1 commit a step", met=counts["commits"] == STEPS + 2, counted=True),
        ratio_goal(ratio, MOST_OF_FLOOR),
    ]
    if ours.wal:
        goals.append(Goal(text=f"≤ {MOST_WAL:,} B WAL", met=ours.wal <= MOST_WAL))
    return tuple(goals)


def _counted(actor: Actor) -> dict[str, int]:
    """Statements of a whole case and of its dearest grant; commits with those of submitting and accepting.

    At one instant and after one case that is not counted: who the bodies are is looked up every few seconds only.
    """
    with clock.moved(clock.now()):
        _case(_draft(actor), actor)
        return _counts(_draft(actor), actor)


def _counts(draft: UUID, actor: Actor) -> dict[str, int]:
    with counting() as before:
        application = _filed(draft, actor)
    steps = []
    for place in range(STEPS):
        row = _at(application, place)
        with counting() as counts:
            grant_case(row, clock.now())
        steps.append(counts)
    return {
        "statements": before["statements"] + sum(step["statements"] for step in steps),
        "commits": before["commits"] + sum(step["commits"] for step in steps),
        "SQL a step": max(step["statements"] for step in steps),
    }


def _draft(actor: Actor) -> UUID:
    return plain_draft(JOIN, actor, clock.now())


def _filed(draft: UUID, actor: Actor) -> UUID:
    application = submit(draft=draft, key=str(new_public_id()), actor=actor, now=clock.now()).public_id
    accept_application(application=application, actor=actor, now=clock.now())
    return application


def _case(draft: UUID, actor: Actor) -> None:
    """The whole way; the last look makes sure that it came to its end."""
    application = _filed(draft, actor)
    for place in range(STEPS):
        grant_case(_at(application, place), clock.now())
    if _at(application, STEPS - 1).state != CaseState.CONCLUDED:
        raise RuntimeError("the join did not come")


def _at(application: UUID, place: int) -> Case:
    return Case.objects.get(application_ref=application, place=place)


def _peer_case(peer: Peer, _: object) -> Cost:
    return Cost(**peer.work(1))
