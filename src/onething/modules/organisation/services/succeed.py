"""A head asks that the own body exercise what another did, and the head of the government answers (职责划转).

With the answer the mandates of windows follow. The cases are moved by the room that has them.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.modules.organisation.domain.successions import (
    SETTLED,
    WAITING,
    SuccessionState,
    SuccessionWish,
    decide_settlement,
    decide_succession,
    region_over,
)
from onething.modules.organisation.errors import SuccessionNotFound, SuccessionRefused
from onething.modules.organisation.models import SuccessionRow
from onething.modules.organisation.queries import bodies
from onething.modules.organisation.services.carry_mandates import carry_mandates
from onething.modules.organisation.successions import forget_successions_with_commit
from onething.platform.database import save_guarded
from onething.platform.logs.api import NewAction, append_action
from onething.platform.permissions import Action, Actor, allowed

SUBJECT = "succession"


@transaction.atomic
def ask_succession(wish: SuccessionWish, *, actor: Actor, now: datetime) -> UUID:
    """Lay it before the government; SuccessionRefused with everything that is missing."""
    known = bodies({wish.former, actor.body_code})
    former, successor = known.get(wish.former), known.get(actor.body_code)
    if gaps := decide_succession(wish, former=former, successor=successor):
        raise SuccessionRefused(gaps)
    if former is None or successor is None or wish.from_day is None or actor.account is None:
        raise SuccessionNotFound
    row = SuccessionRow(
        former_code=former.code,
        successor_code=successor.code,
        region_path=region_over(former.region_path, successor.region_path),
        items=sorted(wish.items),
        from_day=wish.from_day,
        document=wish.document.strip(),
        asked_by=actor.account,
        asked_at=now,
        state=SuccessionState.OPEN,
    )
    _check_new(row, actor)
    row.save(force_insert=True)
    _record(row, "succession.asked", actor, now)
    return row.public_id


@transaction.atomic
def settle_succession(*, succession: UUID, approved: bool, note: str, actor: Actor, now: datetime) -> None:
    """Say yes or no; with a yes it holds from its day on, and the mandates of windows go along."""
    row = _access(succession, Action.SUCCESSION_SETTLE, actor)
    gaps = decide_settlement(
        state=SuccessionState.of(row.state),
        asked_by=row.asked_by,
        settled_by=actor.account,
        approved=approved,
        note=note,
    )
    if gaps:
        raise SuccessionRefused(gaps)
    _settle(row, SuccessionState.APPROVED if approved else SuccessionState.DECLINED, note, actor, now)
    if approved:
        carry_mandates(row, now=now)
        forget_successions_with_commit()


@transaction.atomic
def take_back_succession(*, succession: UUID, actor: Actor, now: datetime) -> None:
    """The body that asked does not ask any more."""
    row = _access(succession, Action.SUCCESSION_ASK, actor)
    if row.state != SuccessionState.OPEN:
        raise SuccessionRefused({"": SETTLED})
    _settle(row, SuccessionState.TAKEN_BACK, "", actor, now)


def mark_moved(succession: UUID, *, now: datetime) -> None:
    """Every case that was under way has changed hands."""
    SuccessionRow.objects.filter(public_id=succession, moved_at=None).update(moved_at=now)


def _check_new(row: SuccessionRow, actor: Actor) -> None:
    if not allowed(actor, Action.SUCCESSION_ASK, row):
        raise SuccessionNotFound
    alike = SuccessionRow.objects.filter(former_code=row.former_code, successor_code=row.successor_code)
    if alike.filter(items=row.items, state=SuccessionState.OPEN).exists():
        raise SuccessionRefused({"": WAITING})


def _access(succession: UUID, action: Action, actor: Actor) -> SuccessionRow:
    row = SuccessionRow.objects.select_for_update().filter(public_id=succession).first()
    if row is None or not allowed(actor, action, row):
        raise SuccessionNotFound
    return row


def _settle(row: SuccessionRow, state: SuccessionState, note: str, actor: Actor, now: datetime) -> None:
    row.state, row.note = state, note.strip()
    row.settled_by, row.settled_at = actor.account, now
    save_guarded(row, fields=["state", "note", "settled_by", "settled_at"])
    _record(row, f"succession.{state}", actor, now)


def _record(row: SuccessionRow, kind: str, actor: Actor, now: datetime) -> None:
    told = {"former": row.former_code, "items": row.items, "from": row.from_day.isoformat(), "note": row.note}
    append_action(
        NewAction(
            subject_kind=SUBJECT, subject_id=row.public_id, kind=kind, actor=actor, at=now,
            body_code=row.successor_code, document=row.document, payload=told,
        )
    )  # fmt: skip
