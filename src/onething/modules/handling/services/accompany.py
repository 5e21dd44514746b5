"""A room above tells the logs of cases what it did for them."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from onething.modules.handling.docket import load_docket
from onething.platform.permissions import Actor


def note_cases(
    *, application: UUID, cases: Collection[UUID], kind: str, payload: Mapping[str, str], actor: Actor, now: datetime
) -> None:
    """A line in the log of each of these cases, which moves none; from now on the room is asked before a grant. Called by a room that checked who may do so."""
    docket = load_docket(application=application, actor=actor, now=now)
    for row in docket.rows:
        if row.public_id in cases:
            row.accompanied = True
            docket.note(row, kind, payload=payload)
    docket.save()
