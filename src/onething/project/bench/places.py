"""Throw-away databases: a file in a temporary folder, or a PostgreSQL database that is made and dropped again."""

import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

POSTGRESQL = ("postgres", "postgresql")
PEERS = "ONETHING_PEERS"
TOKEN = "bench"  # noqa: S105 - of a simulator that lives for one run


class NoRegister(RuntimeError):
    """The simulated register did not start."""


@contextmanager
def places() -> Iterator[list[tuple[str, dict[str, str]]]]:
    """Each database to measure on, with the environment of a house that sees nothing else."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="onething-bench-")))
        common = _environment(stack.enter_context(_population_register()))
        found = [("SQLite", _house(common, folder / "sqlite", url=""))]
        given = os.environ.get("DATABASE_URL", "")
        if urlsplit(given).scheme in POSTGRESQL:
            url = stack.enter_context(_database_beside(given))
            found.append(("PostgreSQL", _house(common, folder / "postgresql", url=url)))
        yield found


def _environment(register: str) -> dict[str, str]:
    """What this process has, without anything that leads to an existing house."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name == PEERS or (not name.startswith("ONETHING_") and name != "DATABASE_URL")
    }
    return kept | {
        "ONETHING_SECRET_KEY": secrets.token_urlsafe(48),
        "ONETHING_MASTER_KEY": secrets.token_hex(32),
        "ONETHING_DEMO": "1",
        "ONETHING_POPULATION_URL": register,
        "ONETHING_POPULATION_TOKEN": TOKEN,
    }


def _house(common: dict[str, str], data: Path, *, url: str) -> dict[str, str]:
    data.mkdir()
    return common | {"ONETHING_DATA": str(data)} | ({"DATABASE_URL": url} if url else {})


@contextmanager
def _population_register() -> Iterator[str]:
    """The simulated register as a process of its own on a free port."""
    command = [sys.executable, "-m", "onething_simulators.population_register", "--port", "0", "--token", TOKEN]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:  # noqa: S603 - ours
        try:
            word, _, url = (process.stdout.readline() if process.stdout else "").strip().partition(" ")
            if word != "ready":
                raise NoRegister("模拟人口库没有启动。请先运行 make setup。")
            yield url
        finally:
            process.terminate()


@contextmanager
def _database_beside(given: str) -> Iterator[str]:
    """A new database on the same server; the given one is only used to connect."""
    name = f"onething_bench_{secrets.token_hex(4)}"
    with psycopg.connect(given, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(given)._replace(path=f"/{name}"))
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
