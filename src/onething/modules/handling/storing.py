"""Lock the cases of an application, and write moved ones back: one SELECT and one UPDATE, made once for all steps.

Composed anew by Django each time, they were the larger part of a step; the UPDATE is run for every touched row in one
exchange with the database.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from onething.modules.handling.domain.redress import BODY_FACTS
from onething.modules.handling.models import Case
from onething.modules.intake.api import Application
from onething.modules.organisation.api import BodyInfo
from onething.platform.database import Columns, Conflict

CACHED = (
    "state", "ledger", "log_length", "accepted_ahead", "awaits_correction", "opened_on", "accepted_on", "due_on",
    "due_at", "closed_at", "officer", "correction", "notice", "correct_by", "calendar_version", "accompanied",
    "promised", "valid_until", "heard_in",
)  # fmt: skip
SAID = ("opinion", "ground", "result_number", "upstream")
"""What was said and what came in: read by no step, so none loads it; it stays as it stands unless the step sets it."""

_CASES, _APPLICATIONS = Case._meta.db_table, Application._meta.db_table
_READ = Columns(Case, but=frozenset({*SAID, "review_points"}))
_SELECT = (
    f"SELECT {_READ.named} FROM {_CASES} JOIN {_APPLICATIONS} ON {_APPLICATIONS}.id = {_CASES}.application_id "  # noqa: S608 - ours
    f"WHERE {_CASES}.application_ref "
)
BY_APPLICATION = "= %s"
BY_CASE = f"= (SELECT application_ref FROM {_CASES} WHERE public_id = %s)"  # noqa: S608 - our columns
_FIELDS = tuple(field for field in Case._meta.concrete_fields if field.name in {*CACHED, *SAID})
_PLACES = (
    f"{field.column} = " + (f"COALESCE(%s, {field.column})" if field.name in SAID else "%s") for field in _FIELDS
)
_UPDATE = (
    f"UPDATE {Case._meta.db_table} SET row_version = row_version + 1, {', '.join(_PLACES)} "  # noqa: S608 - our columns
    "WHERE id = %s AND row_version = %s"
)


def lock_cases(which: str, public_id: UUID) -> list[Case]:
    """The cases of the application that has this id, or of that of the case that has it, in the order of the plan.

    The application's row is locked first, then its cases: every step takes the same locks in the same order, for
    PostgreSQL locks in the order that OF names. Of the application nothing is read.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("lock cases inside transaction.atomic()")
    lock = (
        connection.ops.for_update_sql(of=(_APPLICATIONS, _CASES)) if connection.features.has_select_for_update else ""
    )
    value = Case._meta.get_field("application_ref").get_db_prep_value(public_id, connection)
    with connection.cursor() as cursor:
        cursor.execute(f"{_SELECT} {which} ORDER BY {_CASES}.id {lock}", [value])
        rows = _READ.read(cursor.fetchall())
    return sorted(rows, key=lambda row: row.place)


def write_cases(rows: Collection[Case]) -> None:
    """Each row as its next version; Conflict when one of them is no longer as it was read."""
    if not rows:
        return
    database = connections[DEFAULT_DB_ALIAS]
    with database.cursor() as cursor:
        cursor.executemany(_UPDATE, [_values(row, database) for row in rows])
        if cursor.rowcount != len(rows):
            raise Conflict(kind=Case._meta.label_lower, public_id=next(iter(rows)).public_id)
    for row in rows:
        row.row_version += 1


def body_columns(body: BodyInfo) -> dict[str, Any]:
    """What a case keeps of the body that handles it."""
    facts = {name: getattr(body, name) for name in BODY_FACTS}
    return {"body_code": body.code, "body_name": body.name, "body": facts}


def write_body(rows: Collection[Case], body: BodyInfo) -> None:
    """Another body handles these cases from now on; the rows are locked, and what else moved in them is written already."""
    columns = body_columns(body)
    Case.objects.filter(pk__in=[row.pk for row in rows]).update(**columns)
    for row in rows:
        row.body_code, row.body_name, row.body = columns.values()


def _values(row: Case, database: BaseDatabaseWrapper) -> tuple[Any, ...]:
    unread = row.get_deferred_fields()
    values = (None if field.attname in unread else getattr(row, field.attname) for field in _FIELDS)
    prepared = (field.get_db_prep_save(value, database) for field, value in zip(_FIELDS, values, strict=True))
    return (*prepared, row.pk, row.row_version)
