"""A room above locks the cases before its own rows, and tells their logs what it did for them."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from onething.modules.handling.docket import load_docket
from onething.modules.handling.storing import BY_APPLICATION, lock_cases
from onething.platform.permissions import Actor


def hold_cases(application: UUID) -> None:
    """Lock the application and its cases. A room above does so before it locks rows of its own.

    A decision holds the cases when a reaction touches rows above them: whoever went the other way would meet it half way.
    """
    lock_cases(BY_APPLICATION, application)


def note_cases(
    *, application: UUID, cases: Collection[UUID], kind: str, payload: Mapping[str, str], actor: Actor, now: datetime
) -> tuple[UUID, ...]:
    """A line in the log of each of these cases, which moves none; from now on the room is asked before a grant. Called by a room that checked who may do so."""
    docket = load_docket(application=application, actor=actor, now=now)
    for row in docket.rows:
        if row.public_id in cases:
            row.accompanied = True
            docket.note(row, kind, payload=payload)
    docket.save()
    return docket.lines(docket.rows)
