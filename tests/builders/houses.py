"""Houses of their own beside the test database: another database, another folder, other keys, in this same process.

Starting a house as a process costs seconds; a copy of the migrated test database costs a fraction of one.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from django.conf import settings
from django.db import connection
from django.test import override_settings

KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0"
SECRET = "only for tests, never anywhere else " * 2


@dataclass(frozen=True, kw_only=True)
class House:
    """A data folder, and a database: a file on SQLite, a name on PostgreSQL."""

    folder: Path
    database: str
    key: str = KEY

    @property
    def environment(self) -> Mapping[str, str]:
        """What a process of this house is started with; the keys come from files, as operators are told."""
        for name, content in (("master_key", self.key), ("secret_key", SECRET)):
            (self.folder / name).write_text(content)
        return {
            "PYTHONPATH": ":".join(filter(None, sys.path)),
            "PATH": os.environ["PATH"],
            "DATABASE_URL": _url(self.database),
            "ONETHING_DATA": str(self.folder),
            "ONETHING_MASTER_KEY_FILE": str(self.folder / "master_key"),
            "ONETHING_SECRET_KEY_FILE": str(self.folder / "secret_key"),
        }

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """A command of the house in a process of its own."""
        command = [sys.executable, "-m", "onething.project.cli", *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)

    def tables(self) -> int:
        """How many the database has."""
        with living_in(self):
            return len(connection.introspection.table_names())

    def is_untouched(self) -> bool:
        """Neither a table nor a kept file."""
        left = [path for path in self.folder.rglob("*") if path.is_file() and "sqlite3" not in path.name]
        return not left and not self.tables()

    def vanish(self) -> None:
        """Nothing of it remains."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if connection.vendor == "postgresql":
            _administer(f"DROP DATABASE IF EXISTS {self.database} WITH (FORCE)")


def empty_house(folder: Path) -> House:
    """A database without a table."""
    if connection.vendor == "sqlite":
        return House(folder=folder, database=str(folder / "onething.sqlite3"))
    name = f"house_{uuid4().hex[:12]}"
    _administer(f"CREATE DATABASE {name}")
    return House(folder=folder, database=name)


def migrated_house(folder: Path) -> House:
    """A copy of the test database, which has every table and nobody in it."""
    _leave()
    if connection.vendor == "sqlite":
        target = folder / "onething.sqlite3"
        with closing(sqlite3.connect(_name())) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
        return House(folder=folder, database=str(target))
    name = f"house_{uuid4().hex[:12]}"
    _administer(f"CREATE DATABASE {name} TEMPLATE {_name()}")
    return House(folder=folder, database=name)


@contextmanager
def living_in(house: House) -> Iterator[None]:
    """This process is that house: its database, its stores, its keys."""
    before = _name()
    stores = {
        "DATA": house.folder,
        "FILE_STORE": house.folder / "files",
        "SEAL_WITNESS": house.folder / "seals" / "heads.jsonl",
        "MASTER_KEY": house.key,
    }
    _move(house.database)
    try:
        with override_settings(**stores):
            yield
    finally:
        _move(before)


def _move(name: str) -> None:
    _leave()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def _leave() -> None:
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _server() -> dict[str, Any]:
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    return {name: connection.settings_dict[given] or None for name, given in names.items()}


def _url(database: str) -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{database}"
    server = _server()
    secret = f":{server['password']}" if server["password"] else ""
    return f"postgres://{server['user']}{secret}@{server['host']}:{server['port']}/{database}"


def _administer(statement: str) -> None:
    with closing(psycopg.connect(dbname="postgres", autocommit=True, **_server())) as administrator:
        administrator.execute(statement)
