"""Reading and putting in rows by statements made once for a model: composed anew each time, they cost more than they do."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql import Query

MOST_AT_ONCE = 500
M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Columns(Generic[M]):
    """The columns of a model but for some, in its order; whoever asks a row for one of these reads it then."""

    model: type[M]
    but: frozenset[str] = frozenset()

    @property
    def named(self) -> str:
        """As a SELECT names them."""
        table = self.model._meta.db_table
        return ", ".join(f"{table}.{field.column}" for field in _fields(self))

    def read(self, rows: Iterable[Sequence[Any]]) -> list[M]:
        """The rows that such a SELECT found, as instances."""
        database = connections[DEFAULT_DB_ALIAS]  # asked through `connection`, every value costs a look-up of its own
        compiler = _compiler(self, database)
        names, converters = _names(self), _converters(self, database.vendor)
        return [
            self.model.from_db(database.alias, names, values) for values in compiler.apply_converters(rows, converters)
        ]


def put_in(rows: Sequence[models.Model], *, unless_there: bool = False) -> None:
    """New rows of one model in one statement (very many in several); none of them is told its `pk`.

    With `unless_there`, a row that would break a constraint of uniqueness is left out.
    """
    if not rows:
        return
    model, database = type(rows[0]), connections[DEFAULT_DB_ALIAS]
    fields, (beginning, places) = _put(model), _insert(model)
    ending = " ON CONFLICT DO NOTHING" if unless_there else ""
    with transaction.atomic(savepoint=False), database.cursor() as cursor:
        for first in range(0, len(rows), MOST_AT_ONCE):
            some = rows[first : first + MOST_AT_ONCE]
            values = [value for row in some for value in _values(row, fields, database)]
            cursor.execute(f"{beginning} {', '.join([places] * len(some))}{ending}", values)


@lru_cache
def _put(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    return [field for field in model._meta.concrete_fields if not field.primary_key]


@lru_cache
def _insert(model: type[models.Model]) -> tuple[str, str]:
    columns = [connection.ops.quote_name(str(field.column)) for field in _put(model)]
    beginning = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({', '.join(columns)}) VALUES"
    return beginning, f"({', '.join(['%s'] * len(columns))})"


def _values(row: models.Model, fields: "Iterable[models.Field[Any, Any]]", database: BaseDatabaseWrapper) -> list[Any]:
    return [field.get_db_prep_save(field.pre_save(row, True), database) for field in fields]


def _fields(columns: Columns[Any]) -> "list[models.Field[Any, Any]]":
    return [field for field in columns.model._meta.concrete_fields if field.name not in columns.but]


@lru_cache
def _names(columns: Columns[Any]) -> Collection[str]:
    return frozenset(field.attname for field in _fields(columns))


@lru_cache
def _converters(columns: Columns[Any], _vendor: str) -> dict[int, Any]:
    """How values of the database become those of the fields: the same for every connection to one kind of database."""
    compiler = _compiler(columns, connections[DEFAULT_DB_ALIAS])
    table = columns.model._meta.db_table
    found: dict[int, Any] = compiler.get_converters([field.get_col(table) for field in _fields(columns)])
    return found


def _compiler(columns: Columns[Any], database: BaseDatabaseWrapper) -> Any:
    return database.ops.compiler("SQLCompiler")(Query(columns.model), database, database.alias)
