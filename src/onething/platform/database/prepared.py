"""Some columns of a model, read by a statement of one's own: what Django finds out anew for every query is found once."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from django.db import connection, models
from django.db.models.sql import Query

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
        compiler = connection.ops.compiler("SQLCompiler")(Query(self.model), connection, connection.alias)
        names, converters = _names(self), _converters(self, connection.vendor)
        return [
            self.model.from_db(connection.alias, names, values)
            for values in compiler.apply_converters(rows, converters)
        ]


def _fields(columns: Columns[Any]) -> "list[models.Field[Any, Any]]":
    return [field for field in columns.model._meta.concrete_fields if field.name not in columns.but]


@lru_cache
def _names(columns: Columns[Any]) -> Collection[str]:
    return frozenset(field.attname for field in _fields(columns))


@lru_cache
def _converters(columns: Columns[Any], _vendor: str) -> dict[int, Any]:
    """How values of the database become those of the fields: the same for every connection to one kind of database."""
    compiler = connection.ops.compiler("SQLCompiler")(Query(columns.model), connection, connection.alias)
    table = columns.model._meta.db_table
    found: dict[int, Any] = compiler.get_converters([field.get_col(table) for field in _fields(columns)])
    return found
