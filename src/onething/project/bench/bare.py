"""The floor of writing: rows copied with fresh unique values, put in by bare statements in one transaction."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.db import connection, models, transaction

Copies = list[tuple[str, list[list[Any]]]]
Marks = dict[type[models.Model], int]
SHORTEST_UNIQUE = 12
LARGEST_SERIAL = 2**31 - 1


def marks() -> Marks:
    """The highest key of every table with whole-number keys."""
    return {
        model: model._default_manager.order_by("-pk").values_list("pk", flat=True).first() or 0
        for model in apps.get_models()
        if isinstance(model._meta.pk, models.BigAutoField) and model._meta.managed
    }


def rows_since(before: Marks) -> dict[type[models.Model], list[models.Model]]:
    """What was added to each table."""
    found = {model: list(model._default_manager.filter(pk__gt=mark)) for model, mark in before.items()}
    return {model: rows for model, rows in found.items() if rows}


def copies_of(written: Mapping[type[models.Model], list[models.Model]]) -> Copies:
    """One INSERT a table with its rows: the same values, fresh where they must be unique, references kept together."""
    fresh: dict[UUID, UUID] = {}
    return [(_insert(model), [_values(model, row, fresh) for row in rows]) for model, rows in written.items()]


def put_in(copies: Iterable[tuple[str, list[list[Any]]]]) -> None:
    """The bare work: one transaction, one statement a table."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement, rows in copies:
            cursor.executemany(statement, rows)


def touch_and_put(row: models.Model, copies: Copies) -> None:
    """The bare step: one UPDATE of the row, one INSERT beside it, one commit."""
    table, pk = _quoted(row._meta.db_table), row.pk
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET row_version = row_version + 1 WHERE id = %s", [pk])  # noqa: S608 - our table
        for statement, rows in copies:
            cursor.execute(statement, rows[0])


def _insert(model: type[models.Model]) -> str:
    columns = [_quoted(str(field.column)) for field in _written(model)]
    places = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {_quoted(model._meta.db_table)} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608


def _values(model: type[models.Model], row: models.Model, fresh: dict[UUID, UUID]) -> list[Any]:
    varied = _varied(model)
    return [
        field.get_db_prep_save(_fresh(field, getattr(row, field.attname), fresh, varied), connection)
        for field in _written(model)
    ]


def _varied(model: type[models.Model]) -> set[str]:
    """Fields that must differ for a constraint over several: its UUIDs do, else its whole numbers, else its texts."""
    found: set[str] = set()
    for constraint in model._meta.constraints:
        names = _unique_together(constraint)
        for kind in (models.UUIDField, models.IntegerField, models.CharField):
            same = {name for name in names if isinstance(model._meta.get_field(name), kind)}
            if same:
                found |= same
                break
    return found


def _unique_together(constraint: models.BaseConstraint) -> tuple[str, ...]:
    """The fields of a constraint over several, also where one of its terms is computed."""
    if not isinstance(constraint, models.UniqueConstraint):
        return ()
    plain = (term for term in constraint.expressions if isinstance(term, models.F))
    return (*constraint.fields, *(str(getattr(term, "name", "")) for term in plain))  # the stubs leave `name` out


def _fresh(field: "models.Field[Any, Any]", value: Any, fresh: dict[UUID, UUID], varied: set[str]) -> Any:
    if isinstance(value, UUID):
        return fresh.setdefault(value, uuid4())
    if isinstance(value, str) and (field.unique or field.name in varied):
        return (uuid4().hex * 2)[: field.max_length or SHORTEST_UNIQUE]
    if isinstance(value, int) and field.name in varied:
        _, most = connection.ops.integer_field_range(field.get_internal_type())
        return uuid4().int % min(most or LARGEST_SERIAL, LARGEST_SERIAL)
    return value


def _written(model: type[models.Model]) -> "Iterator[models.Field[Any, Any]]":
    return (field for field in model._meta.concrete_fields if not field.primary_key)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
