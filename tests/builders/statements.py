"""Count what a step costs: SQL statements without savepoints, and commits; and what it locks, in which order."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from onething.modules.exchange.services.listening import listening_subscriptions
from onething.modules.handling.definitions import compiled_bundle
from onething.modules.organisation.api import body_at, mandates_at, successions_at
from onething.modules.organisation.models import Body, Site

LOCKED = re.compile(r'FROM "?(\w+)"?.* FOR UPDATE')
FREE = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


def as_at_work(*, now: datetime, version: str = "") -> None:
    """Put this process where one stands that has been serving: it knows who listens, who accepts what, the bodies and who succeeds whom, and has met the bundle's version."""
    listening_subscriptions(now=now)
    successions_at(now)
    for site in Site.objects.values_list("code", flat=True):
        mandates_at(site, now=now)
    for body in Body.objects.values_list("code", flat=True):
        body_at(body, now=now)
    if version:
        compiled_bundle("newborn", version=version)


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


def locks_cases_before(table: str, cost: Cost) -> bool:
    """Whether the statements locked the cases first and this table next; SQLite locks the file, and no row."""
    found = (LOCKED.search(statement) for statement in cost.statements)
    tables = list(dict.fromkeys(match.group(1) for match in found if match))[:2]
    return tables == (["handling_case", table] if connection.features.has_select_for_update else [])
