"""Dump and load the database with its own means, everything from one instant, while others go on writing.

Source: SQLite, "Online Backup API" (a source inside a read transaction is copied as of that transaction); PostgreSQL,
"pg_dump --snapshot" and "pg_export_snapshot".
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from onething.platform.files.models import StoredFile
from onething.platform.logs.models import Seal
from onething.project.backup.errors import BackupError, BackupRefused, RestoreRefused
from onething.project.backup.manifest import Contents

PARTS = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
DEBIAN = Path("/usr/lib/postgresql")
KEPT = ("PATH", "LD_LIBRARY_PATH", "LANG")


def dump(target: Path) -> Contents:
    """Write the database to this file and say what stands in it; both as of the same instant."""
    with _one_instant() as snapshot:
        if connection.vendor == "postgresql":
            _run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={target}", error=BackupRefused)
        else:
            with closing(sqlite3.connect(target)) as copy:
                connection.connection.backup(copy)
        return describe()


def load(source: Path) -> None:
    """Fill the empty database from the file: all of it or nothing."""
    if connection.vendor == "postgresql":
        options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
        _run("pg_restore", *options, f"--dbname={connection.settings_dict['NAME']}", str(source), error=RestoreRefused)
    else:
        connection.ensure_connection()
        with closing(sqlite3.connect(source)) as copy:
            copy.backup(connection.connection)


def describe() -> Contents:
    """What stands in the database now."""
    return Contents(
        vendor=connection.vendor,
        server=".".join(str(part) for part in connection.get_database_version()),
        migrations=tuple(sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())),
        rows=count_rows(),
        heads=log_heads(),
        digests=tuple(StoredFile.objects.order_by("digest").values_list("digest", flat=True).distinct()),
    )


def count_rows() -> dict[str, int]:
    """Rows of every table."""
    counts: dict[str, int] = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 - its own name
            counts[table] = cursor.fetchone()[0]
    return counts


def log_heads() -> dict[str, str]:
    """Each log's last day, how many rows it has, and its head."""
    seals = Seal.objects.order_by("day").values_list("log", "day", "length", "head")
    return {log: f"{day} {length} {head}" for log, day, length, head in seals}


def is_empty() -> bool:
    """Whether there is not a single table."""
    return not connection.introspection.table_names()


def known_migrations() -> set[str]:
    """What this release can build."""
    return {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}


@contextmanager
def _one_instant() -> Iterator[str]:
    """Everything read inside is of one instant; PostgreSQL gives it a name that its tool understands."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            yield cursor.fetchone()[0]
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")  # a reader: those who write are not kept waiting
        cursor.execute("SELECT count(*) FROM sqlite_master")  # the instant is that of the first read
        try:
            yield ""
        finally:
            cursor.execute("ROLLBACK")


def _run(name: str, *arguments: str, error: type[BackupError]) -> None:
    """Run PostgreSQL's own tool; the password goes in by the environment, where other people's `ps` does not see it."""
    tool = _find(name)
    if tool is None:
        raise error(f"这台机器上没有 {name}。请安装 PostgreSQL 的客户端工具（Debian：postgresql-client），再试一次。")
    done = subprocess.run(  # noqa: S603 - the server's own tool with our own words
        [tool, "--no-password", *arguments], env=_environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["没有说明"])[0][:300]
        raise error(f"{name} 没有成功：{said}。请按它的提示处理；版本不能低于数据库服务器。")


def _find(name: str) -> str | None:
    """On the path, else the newest that Debian keeps beside it."""
    beside = sorted(DEBIAN.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[4]))
    return shutil.which(name) or (str(beside[-1]) if beside else None)


def _environment() -> dict[str, str]:
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    reach = {variable: str(settings.DATABASES["default"][name]) for variable, name in names.items()}
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return kept | {variable: value for variable, value in reach.items() if value}
