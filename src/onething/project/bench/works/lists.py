"""`work-list`: the first page of a desk's work list at 1,000 and at 20,000 cases, against the bare keyset query."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import connection

from onething.core.lifecycle import CaseState
from onething.modules.handling.api import Case, Tab, work_list
from onething.platform import clock
from onething.platform.permissions import Actor, Role
from onething.project.bench.bare import copies_of, put_in
from onething.project.bench.family import clerk, submitted
from onething.project.bench.measuring import Row, Side, at_most, compare, counting

ROUNDS = 60
SIZES = (1_000, 20_000)
CHUNK = 1_000
MOST_STATEMENTS = 5
PAGE = 21


def measure() -> Iterator[Row]:
    """The list grows between the rows; a first page must not notice."""
    row = _accepted_case()
    officer = Actor(role=Role.APPROVER, body_code=row.body_code, region_path=row.region_path, channel="desk")
    statement, values = _bare(row.body_code)
    for size in SIZES:
        _fill_up(row, size)
        with counting() as counts:
            _first_page(officer)
        yield compare(
            f"work list, {size:,} cases",
            ours=Side(name="work list", run=lambda _: _first_page(officer)),
            other=Side(name="keyset SQL", run=lambda _: _fetch(statement, values)),
            rounds=ROUNDS,
            judge=partial(_judge, counts),
            counts=counts,
        )


def _judge(counts: dict[str, int], *_: Any) -> tuple[Any, ...]:
    return at_most(counts, statements=MOST_STATEMENTS)


def _first_page(officer: Actor) -> None:
    page = work_list(actor=officer, tab=Tab.TO_REVIEW, now=clock.now())
    if len(page.rows) != PAGE - 1:
        raise LookupError("the list is shorter than a page")


def _accepted_case() -> Case:
    """One real case, turned into one that waits at a desk; all others are copies of it."""
    application = submitted(clerk(), clock.now())
    row = Case.objects.filter(application_ref=application.public_id).order_by("place").first()
    if row is None:
        raise LookupError(application.number)
    row.state, row.due_at = CaseState.ACCEPTED, clock.now()
    row.save()
    return row


def _fill_up(row: Case, size: int) -> None:
    """Copies until the body has this many, with different due instants."""
    missing = size - Case.objects.filter(body_code=row.body_code).count()
    for start in range(0, missing, CHUNK):
        rows = []
        for number in range(start, min(start + CHUNK, missing)):
            copied = Case.objects.model(**{f.attname: getattr(row, f.attname) for f in Case._meta.concrete_fields})
            copied.due_at = row.due_at + timedelta(minutes=number % 9_973)
            rows.append(copied)
        put_in([copy for one in rows for copy in copies_of({Case: [one]})])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _bare(body: str) -> tuple[str, list[Any]]:
    """The page as somebody would write it by hand, with all columns that the list shows."""
    columns = ", ".join(
        connection.ops.quote_name(str(field.column))
        for field in Case._meta.concrete_fields
        if field.name not in {"applicant", "opinion", "result_number", "upstream"}
    )
    statement = (
        f"SELECT {columns} FROM handling_case WHERE body_code = %s AND state IN (%s, %s) "  # noqa: S608 - our columns
        "ORDER BY due_at, id LIMIT %s"
    )
    return statement, [body, CaseState.ACCEPTED.value, CaseState.REVIEWING.value, PAGE]


def _fetch(statement: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.fetchall()
