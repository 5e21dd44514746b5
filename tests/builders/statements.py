"""Count what a step costs: SQL statements without savepoints, and commits."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

FREE = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


class Cost:
    """Filled when the block ends."""

    statements: tuple[str, ...] = ()


@contextmanager
def counted() -> Iterator[Cost]:
    """The statements of the block."""
    cost = Cost()
    with CaptureQueriesContext(connection) as captured:
        yield cost
    cost.statements = tuple(q["sql"] for q in captured.captured_queries if not q["sql"].startswith(FREE))
