"""`row4`: a million open cases: who is overdue, what a desk has due today, and whom silence has accepted (PostgreSQL).

Ours asks as /metrics, the desk and the worker's duty ask; the floor is bare SQL on a table of four columns, indexed for it.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.db import connection

from onething.modules.handling.api import Case, Tab, deem_accepted, desk_load, work_list
from onething.modules.handling.models import OPEN_AT_DESK
from onething.platform import clock
from onething.platform.permissions import Actor, Role
from onething.project.bench.measuring import Figure, Goal, Row, Side, compare, counting, ratio_goal
from onething.project.bench.open_cases import fill_open, make_floor, tidy
from onething.project.bench.sizes import chosen

ROUNDS = 20
MOST = 1.5
PAGE = 20
STATES = [state.value for state in OPEN_AT_DESK]
RUNNING = "state IN (" + ", ".join(f"'{state}'" for state in STATES) + ")"
OVERDUE = f"SELECT count(*) FROM floor_open WHERE {RUNNING} AND due_at < %s"  # noqa: S608 - ours
SOON = (
    f"SELECT id FROM floor_open WHERE {RUNNING} AND body_code = %s AND due_at <= %s "  # noqa: S608 - ours
    f"ORDER BY due_at, id LIMIT {PAGE}"
)
SILENT = "SELECT id FROM floor_open WHERE state = 'received' AND due_at < %s ORDER BY due_at LIMIT 200"


def measure() -> Iterator[Row]:
    """Everything is asked of the same rows, and both sides must answer alike."""
    if connection.vendor != "postgresql":
        return
    now = clock.now()
    stored = fill_open(chosen().open, now=now)
    make_floor(STATES)
    tidy()
    officer = _officer()
    soon = desk_load(actor=officer, now=now).soon
    yield _asked("overdue", stored, partial(_overdue, now), partial(_bare, OVERDUE, [now]))
    yield _asked("due at a desk", stored, partial(_due, officer, now), partial(_bare, SOON, [officer.body_code, soon]))
    yield _asked("silence", stored, partial(_silent, now), partial(_bare, SILENT, [now]))


def _asked(what: str, stored: int, ours: Callable[[], Any], bare: Callable[[], list[Any]]) -> Row:
    with counting() as counts:
        found = ours()
    return compare(
        f"row4: {what}, {stored:,} open",
        ours=Side(name="row4", run=lambda _: ours()),
        other=Side(name="bare SQL", run=lambda _: bare()),
        rounds=ROUNDS,
        judge=partial(_judge, found == bare()),
        counts=counts,
    )


def _judge(alike: bool, _ours: Figure, ratio: float) -> tuple[Goal, ...]:
    return (Goal(text="same answer", met=alike, counted=True), ratio_goal(ratio, MOST))


def _officer() -> Actor:
    """Of the body with the most open cases."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT body_code FROM floor_open WHERE {RUNNING} GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")  # noqa: S608 - ours
        (body,) = cursor.fetchone()
    region = Case.objects.filter(body_code=body).values_list("region_path", flat=True)[0]
    return Actor(role=Role.APPROVER, body_code=body, region_path=region, channel="desk")


def _overdue(now: datetime) -> list[Any]:
    return [(Case.objects.filter(state__in=OPEN_AT_DESK, due_at__lt=now).count(),)]


def _due(officer: Actor, now: datetime) -> list[Any]:
    """The page of a desk with what is due until the next working day, with the counts over it."""
    soon = desk_load(actor=officer, now=now).soon
    page = work_list(actor=officer, tab=Tab.DUE_SOON, now=now, soon=soon)
    return [(row.pk,) for row in page.rows]


def _silent(now: datetime) -> list[Any]:
    """None has been silent for so long: what remains is looking for them."""
    return [()] * deem_accepted(now)


def _bare(statement: str, values: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
