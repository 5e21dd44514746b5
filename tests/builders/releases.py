"""Houses of earlier releases, as tools/record_release.py wrote them down, and a way to live in one again."""

import base64
import gzip
import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

RELEASES = Path(__file__).parents[1] / "project" / "releases"


def newest_release() -> str:
    """The last one that people have."""
    return max(path.name.partition(".")[0] for path in RELEASES.glob("*.json.gz"))


@cache
def record_of(release: str) -> Mapping[str, Any]:
    """What was written down."""
    found: Mapping[str, Any] = json.loads(gzip.decompress((RELEASES / f"{release}.json.gz").read_bytes()))
    return found


def migrations_of(release: str) -> list[tuple[str, str]]:
    """What that release had built."""
    pairs = (name.split(".", 1) for name in record_of(release)["migrations"])
    return [(app, name) for app, name in pairs]


def moment_of(release: str) -> datetime:
    """When that house was left."""
    return datetime.fromisoformat(record_of(release)["at"])


def move_in(release: str) -> None:
    """Build the tables of the release in the empty database lived in, and put its rows and files there."""
    executor = MigrationExecutor(connection)
    executor.migrate([node for node in migrations_of(release) if node in executor.loader.graph.nodes])
    record = record_of(release)
    with transaction.atomic(), connection.cursor() as cursor:  # keys are checked at the end: any order will do
        for table in record["tables"]:
            _fill(cursor, table, **record["tables"][table])
    for name, content in record["files"].items():
        file = settings.FILE_STORE / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(base64.b64decode(content))
    settings.SEAL_WITNESS.parent.mkdir(parents=True, exist_ok=True)
    settings.SEAL_WITNESS.write_text(record["witness"])


def _fill(cursor: Any, table: str, columns: list[str], rows: list[list[Any]]) -> None:
    names, places = ", ".join(f'"{column}"' for column in columns), ", ".join(["%s"] * len(columns))
    cursor.executemany(
        f"INSERT INTO {table} ({names}) VALUES ({places})", [[_read(value) for value in row] for row in rows]
    )
    if connection.vendor == "postgresql" and "id" in columns:
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")


def _read(value: Any) -> Any:
    return base64.b64decode(value["base64"]) if isinstance(value, dict) else value
