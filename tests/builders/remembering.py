"""Scenes that take seconds to build are built once a test process; later tests get the same rows and files back."""

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Generic, ParamSpec, TypeVar

from django.conf import settings
from django.db import connection, transaction

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The rows of every table, as the database itself writes them, and the files beside."""

    tables: dict[str, Any]
    files: dict[str, bytes]
    value: Any


class remembered(Generic[P, T]):  # noqa: N801 - used as a decorator
    """Build in an empty database; the arguments of later calls do not matter, so they may differ only in the time."""

    def __init__(self, build: Callable[P, T]) -> None:
        self.anew = build
        self._scene: Scene | None = None

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """What was built, in a copy of its own."""
        if self._scene is None:
            value = self.anew(*args, **kwargs)
            self._scene = Scene(tables=read_tables(_tables()), files=_read_files(), value=deepcopy(value))
            return value
        with transaction.atomic():
            write_tables(self._scene.tables)
        _write_files(self._scene.files)
        return deepcopy(self._scene.value)


def _read_files() -> dict[str, bytes]:
    store = settings.FILE_STORE
    return {str(file.relative_to(store)): file.read_bytes() for file in store.rglob("*") if file.is_file()}


def _write_files(files: dict[str, bytes]) -> None:
    for name, content in files.items():
        file = settings.FILE_STORE / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _tables() -> list[str]:
    """All but what migrations fill."""
    tables = connection.introspection.django_table_names(only_existing=True)
    return [table for table in tables if not table.startswith(("django_", "auth_"))]


def read_tables(tables: Iterable[str]) -> dict[str, Any]:
    """The rows of these tables as the database itself writes them; empty tables are left out."""
    found = {table: _read(table) for table in tables}
    return {table: rows for table, rows in found.items() if rows[1]}


def write_tables(kept: Mapping[str, Any]) -> None:
    """Put them back."""
    for table, rows in kept.items():
        _write(table, rows)


def _read(table: str) -> tuple[str, Any]:
    """The columns and the rows: what COPY writes on PostgreSQL, plain tuples on SQLite."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} LIMIT 0")
        columns = ", ".join(connection.ops.quote_name(column[0]) for column in cursor.description)
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) TO STDOUT") as copy:
                return columns, b"".join(bytes(chunk) for chunk in copy)
        cursor.execute(f"SELECT {columns} FROM {table} ORDER BY rowid")
        return columns, cursor.fetchall()


def _write(table: str, kept: tuple[str, Any]) -> None:
    columns, rows = kept
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                copy.write(rows)
            return
        places = ", ".join("?" * (columns.count(",") + 1))
        connection.connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)
