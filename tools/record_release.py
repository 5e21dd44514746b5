"""Write down a house of this release, so that later releases can prove that they read it: rows, files, migrations.

    mkdir FOLDER; PYTHONPATH=src:tests ONETHING_DATA=FOLDER .venv/bin/python tools/record_release.py 2027-01-31

Run it in a checkout of the release, with an empty folder; it writes FOLDER/2027-01-31.json.gz, which belongs into
tests/project/releases/. The house is the one of tests/builders/whole_life.py, lived through the services of the release.
"""

import base64
import gzip
import json
import os
import sys
from pathlib import Path
from typing import Any

import django

OWN = ("django_", "auth_", "sqlite_")
HOUSE = {
    "DJANGO_SETTINGS_MODULE": "onething.project.settings",
    "ONETHING_MASTER_KEY": "0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0",
    "ONETHING_SECRET_KEY": "only for tests, never anywhere else " * 2,
    "DATABASE_URL": "",
}


def main(release: str) -> None:
    """Live, then write everything down."""
    os.environ.update(HOUSE)
    django.setup()
    from django.conf import settings  # noqa: PLC0415 - reads the environment prepared above
    from django.core.management import call_command  # noqa: PLC0415

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("migrate", verbosity=0)
    life, at = live_here()
    record = {
        "release": release,
        "at": at,
        "migrations": migrations(),
        "life": life,
        "tables": {table: rows for table in tables() if (rows := rows_of(table))["rows"]},
        "files": files(settings.FILE_STORE),
        "witness": settings.SEAL_WITNESS.read_text(),
    }
    content = gzip.compress(json.dumps(record, ensure_ascii=False).encode(), mtime=0)
    (Path(settings.DATA) / f"{release}.json.gz").write_bytes(content)


def live_here() -> tuple[dict[str, str], str]:
    """The whole life; under what its things are found again, and when it was left."""
    from django.conf import settings  # noqa: PLC0415

    from builders.newborn import publish_packs  # noqa: PLC0415 - needs the loaded house
    from builders.whole_life import live, people  # noqa: PLC0415
    from onething.platform import clock  # noqa: PLC0415
    from onething.platform.logs.sealer import seal_logs  # noqa: PLC0415
    from onething_simulators.launching import running  # noqa: PLC0415

    now = clock.now()
    with running("population_register", "--token", "t0ken") as url:
        settings.POPULATION_URL, settings.POPULATION_TOKEN = url, "t0ken"
        publish_packs()
        life = live(people(now), now)
    seal_logs(clock.now())
    names = ("application", "draft", "counter_draft", "case", "paper", "token")
    found = {name: str(getattr(life, name)) for name in names}
    return found | {"file": str(life.files["application"])}, clock.now().isoformat()


def database() -> Any:
    """The connection."""
    from django.db import connection  # noqa: PLC0415 - needs the loaded house

    return connection


def migrations() -> list[str]:
    """In the order in which they were applied."""
    with database().cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
        return [f"{app}.{name}" for app, name in cursor.fetchall()]


def tables() -> list[str]:
    """All but what Django keeps for itself."""
    return [table for table in sorted(database().introspection.table_names()) if not table.startswith(OWN)]


def rows_of(table: str) -> dict[str, Any]:
    """As the embedded database keeps them, every value as text."""
    with database().cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY rowid")
        columns = [column[0] for column in cursor.description]
        return {"columns": columns, "rows": [[written(value) for value in row] for row in cursor.fetchall()]}


def written(value: Any) -> Any:
    """Text, nothing, or bytes in base64."""
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode()}
    if isinstance(value, bool):
        return str(int(value))
    return value if value is None else str(value)


def files(store: Path) -> dict[str, str]:
    """The blobs as they lie there, sealed."""
    found = [path for path in sorted(store.rglob("*")) if path.is_file()]
    return {str(path.relative_to(store)): base64.b64encode(path.read_bytes()).decode() for path in found}


if __name__ == "__main__":
    main(sys.argv[1])
