"""The door of the logs: append what was done and what was looked at; read the actions of one subject."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max, Q, QuerySet

from onething.platform.database import Page, page_after, put_in
from onething.platform.logs.digests import covered_text, digest_of, link, sm3
from onething.platform.logs.models import AccessRow, ActionRow
from onething.platform.permissions import Actor, Role

__all__ = [
    "AccessRow", "ActionRow", "NewAction", "accesses_to", "actions_of", "append_access", "append_action", "append_actions", "append_many",
    "appended_together",    "covered_text", "link", "sm3",
]  # fmt: skip

_COLUMNS = [(field.attname, str(field.column)) for field in ActionRow._meta.concrete_fields if not field.primary_key]
_NAMED = ", ".join(column for _, column in _COLUMNS)
_INSERT_MANY = (
    f"INSERT INTO {ActionRow._meta.db_table} ({_NAMED}) "  # noqa: S608 - our columns
    f"SELECT {_NAMED} FROM json_populate_recordset(NULL::{ActionRow._meta.db_table}, %s)"
)
_gathered: ContextVar[list[ActionRow] | None] = ContextVar("actions written at the end of a block", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAction:
    """An action to append; `seq` is its place in its subject's log, found by a query when it is not given."""

    subject_kind: str
    subject_id: UUID
    kind: str
    actor: Actor
    at: datetime
    seq: int | None = None
    body_code: str = ""
    legal_ground: str = ""
    document: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict)


def append_action(action: NewAction) -> ActionRow:
    """Append one action in the caller's transaction, whose lock on the subject keeps its places in order."""
    return append_actions([action])[0]


def append_actions(actions: Sequence[NewAction]) -> list[ActionRow]:
    """Append several in one INSERT; one SELECT before it unless every `seq` is given."""
    gathered = _gathered.get()
    if gathered and any(action.seq is None for action in actions):
        put_in(gathered)  # the query for their places must see them
        gathered.clear()
    last = _last_places([action for action in actions if action.seq is None])
    rows = []
    for action in actions:
        subject = (action.subject_kind, action.subject_id)
        place = action.seq or last.get(subject, 0) + 1
        last[subject] = place
        rows.append(_action_row(action, seq=place))
    if gathered is None:
        put_in(rows)
    else:
        gathered += rows
    return rows


def append_many(actions: Sequence[NewAction]) -> None:
    """Append very many in one INSERT, each with its `seq`: a job's log, of which nothing is read back.

    PostgreSQL takes them as one JSON text: value by value, the driver costs more than the INSERT itself.
    """
    rows = [_action_row(action, seq=action.seq or 0) for action in actions]
    if any(row.seq < 1 for row in rows):
        raise ValueError("of very many actions each must know its place")
    if connection.vendor != "postgresql":
        put_in(rows)
    elif rows:
        with connection.cursor() as cursor:
            cursor.execute(_INSERT_MANY, [json.dumps([_columns(row) for row in rows], ensure_ascii=False, default=str)])


def _columns(row: ActionRow) -> dict[str, Any]:
    return {column: getattr(row, name) for name, column in _COLUMNS}


@contextmanager
def appended_together() -> Iterator[list[ActionRow]]:
    """What is appended inside, by whomever, is written with one INSERT at the end; nothing when the block fails.

    Yields what is gathered so far.
    """
    if _gathered.get() is not None:
        raise RuntimeError("one block writes it all")
    rows: list[ActionRow] = []
    token = _gathered.set(rows)
    try:
        yield rows
        put_in(rows)
    finally:
        _gathered.reset(token)


def accesses_to(data_of: UUID, *, but_by: UUID | None, after: str | None, size: int) -> Page[AccessRow]:
    """Who looked at this person's or firm's data, latest first, without one's own looks; the caller checks the right."""
    rows = AccessRow.objects.filter(data_of=data_of)
    if but_by:
        rows = rows.exclude(actor_person=but_by, actor_role=Role.CITIZEN)
    return page_after(rows, order=("-at", "-id"), after=after, size=size)


def append_access(
    *,
    actor: Actor,
    at: datetime,
    subject_kind: str,
    subject_id: UUID,
    data_of: UUID | None,
    purpose: str,
    case_ref: UUID | None = None,
    fields: Sequence[str] = (),
) -> AccessRow:
    """Append that the actor read this person's data for this purpose; a purpose is always named."""
    if not purpose:
        raise ValueError("personal data is read for a named purpose only")
    row = AccessRow(
        **_actor_columns(actor),
        at=at,
        subject_kind=subject_kind,
        subject_id=subject_id,
        data_of=data_of,
        purpose=purpose,
        case_ref=case_ref,
        fields=",".join(fields),
    )
    row.digest = digest_of(row)
    put_in([row])
    return row


def actions_of(*, subject_kind: str, subject_id: UUID) -> QuerySet[ActionRow]:
    """The subject's actions in their order."""
    return ActionRow.objects.filter(subject_kind=subject_kind, subject_id=subject_id).order_by("seq")


def _action_row(action: NewAction, *, seq: int) -> ActionRow:
    row = ActionRow(
        **_actor_columns(action.actor),
        at=action.at,
        subject_kind=action.subject_kind,
        subject_id=action.subject_id,
        seq=seq,
        kind=action.kind,
        body_code=action.body_code or action.actor.body_code,
        legal_ground=action.legal_ground,
        document=action.document,
        payload=dict(action.payload),
    )
    row.digest = digest_of(row)
    return row


def _actor_columns(actor: Actor) -> dict[str, Any]:
    return {
        "actor_account": actor.account,
        "actor_person": actor.person,
        "actor_principal": actor.principal,
        "actor_post": actor.post,
        "actor_role": actor.role.value,
        "channel": actor.channel,
    }


def _last_places(actions: Sequence[NewAction]) -> dict[tuple[str, UUID], int]:
    if not actions:
        return {}
    subjects = Q()
    for kind, subject in {(action.subject_kind, action.subject_id) for action in actions}:
        subjects |= Q(subject_kind=kind, subject_id=subject)
    found = ActionRow.objects.filter(subjects).values_list("subject_kind", "subject_id").annotate(last=Max("seq"))
    return {(kind, subject): last for kind, subject, last in found}
