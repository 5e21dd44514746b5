"""Very many open cases at once: real ones of the last weeks, filed and accepted by the services, copied inside PostgreSQL.

Copies keep the stage, days and ledger of their pattern and have ids and numbers of their own, and one of five bodies; they
have no log, no papers and no application of their own. Good for what asks by state and due moment, and for nothing else.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from time import monotonic

from django.db import connection

from onething.core.lifecycle import CaseState
from onething.modules.handling.api import Case, accept_application
from onething.modules.intake.api import submit
from onething.platform import clock
from onething.platform.database import new_public_id
from onething.project.bench.family import SINGLE, clerk, plain_draft

DAYS, FRESH_DAYS = 30, 3
CHUNK = 50_000
MOST_SECONDS = 90.0
STAGES = (CaseState.RECEIVED, CaseState.ACCEPTED)
ON_TIME, LATE = 25, 1
"""How often a pattern is copied beside others: what is late is rare."""
BODIES = ("health", "police", "human-resources", "medical-insurance", "disease-control")
OWN = {
    "id": "nextval(pg_get_serial_sequence('handling_case', 'id'))",
    "public_id": "('0e000000-0000-7000-8000-' || lpad(to_hex(%(made)s + n), 12, '0'))::uuid",
    "application_ref": "('0f000000-0000-7000-8000-' || lpad(to_hex(%(made)s + n), 12, '0'))::uuid",
    "body_code": "('{" + ",".join(BODIES) + "}'::text[])[1 + (%(made)s + n) %% 5]",
    "number": "left(number, 31) || lpad((%(made)s + n)::text, 12, '0')",
}
BARE = """
CREATE TABLE floor_open AS SELECT id, body_code::text, state::text, due_at FROM handling_case;
ALTER TABLE floor_open ADD PRIMARY KEY (id);
CREATE INDEX ON floor_open (due_at, id) WHERE state IN {open};
CREATE INDEX ON floor_open (body_code, due_at, id) WHERE state IN {open};
CREATE INDEX ON floor_open (due_at) WHERE state = 'received'
"""


def fill_open(cases: int, *, now: datetime) -> int:
    """So many, or as many as fit into the time; returns how many were made."""
    patterns = _patterns(now)
    shares = [ON_TIME if due_at > now else LATE for _, due_at in patterns]
    each = CHUNK // sum(shares) + 1
    wanted = [(pk, share * each) for (pk, _), share in zip(patterns, shares, strict=True)]
    made, began = 0, monotonic()
    with _without_indexes():
        while made < cases and monotonic() - began < MOST_SECONDS:
            made += _copy(wanted, made)
    return made


def make_floor(open_states: Sequence[str]) -> None:
    """The same cases as the least table that answers the same questions."""
    quoted = "(" + ", ".join(f"'{state}'" for state in open_states) + ")"
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS floor_open")
        for statement in BARE.format(open=quoted).split(";"):
            cursor.execute(statement)


def tidy() -> None:
    """As the server does by and by: counted, and free of what was moved."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE floor_open")
        cursor.execute("VACUUM ANALYZE handling_case")


def _patterns(now: datetime) -> list[tuple[int, datetime]]:
    """Real cases with a running clock of twenty working days, one a day; the youngest are still to be accepted."""
    actor, applications = clerk(), []
    for age in range(DAYS, -1, -1):
        filed_at = now - timedelta(days=age)
        with clock.moved(filed_at):
            draft = plain_draft(SINGLE, actor, filed_at)
            application = submit(draft=draft, key=str(new_public_id()), actor=actor, now=filed_at).public_id
            applications.append(application)
            if age >= FRESH_DAYS:
                accept_application(application=application, actor=actor, now=filed_at)
    rows = Case.objects.filter(application_ref__in=applications, state__in=STAGES).order_by("id")
    return list(rows.values_list("pk", "due_at"))


def _copy(wanted: Sequence[tuple[int, int]], made: int) -> int:
    columns = [str(field.column) for field in Case._meta.concrete_fields]
    values = ", ".join(OWN.get(column, f'p."{column}"') for column in columns)
    listed = ", ".join(f'"{column}"' for column in columns)
    pairs = ", ".join(f"({pk}, {times})" for pk, times in wanted)
    statement = (
        f"INSERT INTO handling_case ({listed}) SELECT {values} FROM handling_case p "  # noqa: S608 - ours
        f"JOIN (SELECT pk, row_number() OVER () AS n FROM (VALUES {pairs}) w (pk, times), generate_series(1, times)) c "
        "ON c.pk = p.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, {"made": made})
        return int(cursor.rowcount)


@contextmanager
def _without_indexes() -> Iterator[None]:
    """Indexes that check nothing are built once, at the end."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.relname, pg_get_indexdef(i.oid) FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid "
            "WHERE x.indrelid = 'handling_case'::regclass AND NOT x.indisunique"
        )
        found = cursor.fetchall()
        for name, _ in found:
            cursor.execute(f'DROP INDEX "{name}"')
        try:
            yield
        finally:
            for _, definition in found:
                cursor.execute(definition)
