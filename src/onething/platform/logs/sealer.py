"""Seal the logs: link new rows into the day's chain, sign its head, and copy the head to a witness file."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from onething.platform.clock import legal_day
from onething.platform.encryption import seal_tag
from onething.platform.logs.digests import GENESIS, link
from onething.platform.logs.models import AccessRow, ActionRow, LogRow, Seal

BATCH = 500
_LINK = {
    "action": "UPDATE logs_action SET chain_day = %s, chain_place = %s, chain_digest = %s WHERE id = %s",
    "access": "UPDATE logs_access SET chain_day = %s, chain_place = %s, chain_digest = %s WHERE id = %s",
}
_LINK_ALL = {
    "action": "UPDATE logs_action r SET chain_day = %s, chain_place = (l->>1)::bigint, chain_digest = l->>2 "
    "FROM json_array_elements(%s) l WHERE r.id = (l->>0)::bigint",
    "access": "UPDATE logs_access r SET chain_day = %s, chain_place = (l->>1)::bigint, chain_digest = l->>2 "
    "FROM json_array_elements(%s) l WHERE r.id = (l->>0)::bigint",
}
"""PostgreSQL takes all links of a batch as one text: a statement a row was most of the time of sealing."""
LOGS: dict[str, type[ActionRow] | type[AccessRow]] = {"action": ActionRow, "access": AccessRow}


def seal_logs(now: datetime) -> int:
    """Seal everything that waits; returns how many rows were linked. Several sealers take turns."""
    return sum(_seal_log(log, now=now) for log in LOGS)


def signed_text(*, log: str, day: date, length: int, head: str, previous: str) -> str:
    """What the signature under a head covers."""
    return f"{log}|{day.isoformat()}|{length}|{head}|{previous}"


def _seal_log(log: str, *, now: datetime) -> int:
    total = 0
    while LOGS[log].objects.filter(chain_digest__isnull=True).exists():
        sealed = _seal_batch(log, now=now)
        total += sealed
        if sealed < BATCH:
            break
    return total


def _seal_batch(log: str, *, now: datetime) -> int:
    with transaction.atomic():
        seal = lock_seal(log, now=now)
        rows = list(LOGS[log].objects.filter(chain_digest__isnull=True).order_by("id")[:BATCH])
        if not rows:
            return 0
        sign_seal(seal, head=_link_rows(log, seal, rows), added=len(rows), now=now)
    write_witness(seal)
    return len(rows)


def sign_seal(seal: Seal, *, head: str, added: int, now: datetime) -> None:
    """The day's chain is longer by so many rows and ends in this head."""
    seal.head, seal.length, seal.sealed_at = head, seal.length + added, now
    seal.signature = seal_tag(
        signed_text(log=seal.log, day=seal.day, length=seal.length, head=seal.head, previous=seal.previous)
    )
    seal.save()


def lock_seal(log: str, *, now: datetime) -> Seal:
    """The day's seal, locked against other sealers; services never touch it."""
    day = legal_day(now)
    before = Seal.objects.filter(log=log, day__lt=day).order_by("-day").first()
    previous = before.head if before else GENESIS
    empty = Seal(log=log, day=day, length=0, head=previous, previous=previous, signature="", sealed_at=now)
    Seal.objects.bulk_create([empty], ignore_conflicts=True)
    return Seal.objects.select_for_update().get(log=log, day=day)


def _link_rows(log: str, seal: Seal, rows: Sequence[LogRow]) -> str:
    head = seal.head
    links: list[tuple[Any, ...]] = []
    for place, row in enumerate(rows, start=seal.length + 1):
        head = link(head, row.digest)
        links.append((row.pk, place, head))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_LINK_ALL[log], [seal.day, json.dumps(links)])
        else:
            cursor.executemany(_LINK[log], [(seal.day, place, head, key) for key, place, head in links])
    return head


def write_witness(seal: Seal) -> None:
    """A copy outside the database: who winds the tables back cannot wind this back with them."""
    line = {"log": seal.log, "day": seal.day.isoformat(), "length": seal.length, "head": seal.head}
    settings.SEAL_WITNESS.parent.mkdir(parents=True, exist_ok=True)
    with settings.SEAL_WITNESS.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
