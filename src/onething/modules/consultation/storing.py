"""What the services of this room share: the row locked for the actor, a new question, a move, the trace in the log."""

from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from onething.modules.consultation.domain.life import LIFE, ConsultationAct, ConsultationState
from onething.modules.consultation.domain.pre_review import read_notes
from onething.modules.consultation.errors import ConsultationNotFound, ConsultationRefused
from onething.modules.consultation.models import Consultation, PreReview, Turn
from onething.platform.database import Row, save_guarded
from onething.platform.logs.api import NewAction, append_action
from onething.platform.permissions import Action, Actor, visible

SUBJECT, PRE_REVIEW_SUBJECT = "consultation", "pre_review"
CHANGED = "这里刚刚有了变化，您写的还没有发出。请看最新情况，再决定是否发出。"


R = TypeVar("R", bound=Row)


def lock(rows: QuerySet[R], public_id: UUID, *, action: Action, actor: Actor, version: int) -> R:
    """ConsultationNotFound when it is not this actor's; ConsultationRefused when it changed meanwhile: what was typed stays."""
    row = visible(actor, action, rows.select_for_update()).filter(public_id=public_id).first()
    if row is None:
        raise ConsultationNotFound
    if row.row_version != version:
        raise ConsultationRefused({"": CHANGED})
    return row


def follow(row: Consultation, act: ConsultationAct, *, due_on: date | None = None) -> None:
    """Move along the table; a new question brings a new day."""
    row.state = LIFE.follow(ConsultationState.of(row.state), act).value
    row.due_on = due_on or row.due_on
    save_guarded(row, fields=["state", "due_on"])


def put_question(row: Consultation, words: str, *, place: int, actor: Actor, now: datetime) -> None:
    """Keep what was asked; the log says that something was asked, and never what."""
    Turn.objects.create(consultation=row, place=place, asked=words.strip(), asked_at=now)
    note(row, "consultation.asked", place=place, actor=actor, now=now)


def note(row: Consultation, kind: str, *, place: int, actor: Actor, now: datetime) -> None:
    """One line in the action log."""
    payload = {"bundle": row.bundle, "turn": place}
    append_action(
        NewAction(subject_kind=SUBJECT, subject_id=row.public_id, kind=kind, actor=actor, at=now, payload=payload)
    )


def note_pre_review(row: PreReview, kind: str, *, actor: Actor, now: datetime) -> None:
    """One line in the action log: how much was noted, and never what."""
    payload = {"bundle": row.bundle, "notes": len(read_notes(row.notes))}
    subject = PRE_REVIEW_SUBJECT
    append_action(
        NewAction(subject_kind=subject, subject_id=row.public_id, kind=kind, actor=actor, at=now, payload=payload)
    )
