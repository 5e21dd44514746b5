"""Write moved cases back: one UPDATE, made once, run for every touched row in one exchange with the database.

Django's `bulk_update` composes a CASE for each column of each row, which was half the time of a step.
"""

from collections.abc import Collection
from typing import Any

from django.db import connection

from onething.modules.handling.models import Case
from onething.platform.database import Conflict

CACHED = (
    "state", "ledger", "log_length", "accepted_ahead", "awaits_correction", "opened_on", "accepted_on", "due_on",
    "due_at", "closed_at", "officer", "correction", "notice", "correct_by",
)  # fmt: skip
SAID = ("opinion", "ground", "result_number", "upstream")
"""What was said and what came in: read by no step, so none loads it; it stays as it stands unless the step sets it."""

_FIELDS = tuple(field for field in Case._meta.concrete_fields if field.name in {*CACHED, *SAID})
_PLACES = (
    f"{field.column} = " + (f"COALESCE(%s, {field.column})" if field.name in SAID else "%s") for field in _FIELDS
)
_UPDATE = (
    f"UPDATE {Case._meta.db_table} SET row_version = row_version + 1, {', '.join(_PLACES)} "  # noqa: S608 - our columns
    "WHERE id = %s AND row_version = %s"
)


def write_cases(rows: Collection[Case]) -> None:
    """Each row as its next version; Conflict when one of them is no longer as it was read."""
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.executemany(_UPDATE, [_values(row) for row in rows])
        if cursor.rowcount != len(rows):
            raise Conflict(kind=Case._meta.label_lower, public_id=next(iter(rows)).public_id)
    for row in rows:
        row.row_version += 1


def _values(row: Case) -> tuple[Any, ...]:
    unread = row.get_deferred_fields()
    values = (None if field.attname in unread else getattr(row, field.attname) for field in _FIELDS)
    prepared = (field.get_db_prep_save(value, connection) for field, value in zip(_FIELDS, values, strict=True))
    return (*prepared, row.pk, row.row_version)
