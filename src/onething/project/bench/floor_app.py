"""The floor of rows 3 and 3l as a WSGI application: one statement a request, on a connection that each thread keeps."""

import os
import threading
from collections.abc import Callable, Iterable
from typing import Any
from uuid import uuid4

import psycopg

from onething.project.bench.bare_table import FILE, LIST

KEPT = threading.local()
TYPE = [("Content-Type", "application/json")]


def application(environ: dict[str, Any], start: Callable[..., object]) -> Iterable[bytes]:
    """POST files a case, GET lists twenty before an id."""
    if environ["REQUEST_METHOD"] == "POST":
        sent = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode()
        content, status = _ask(FILE, [uuid4(), sent]), "201 Created"
    else:
        before = int(environ.get("QUERY_STRING", "").partition("=")[2] or 1 << 60)
        content, status = _ask(LIST, [before]), "200 OK"
    start(status, [*TYPE, ("Content-Length", str(len(content)))])
    return [content]


def _ask(statement: str, given: list[Any]) -> bytes:
    if not hasattr(KEPT, "connection"):
        KEPT.connection = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
    found = KEPT.connection.execute(statement, given).fetchone()
    return str(found[0]).encode()
