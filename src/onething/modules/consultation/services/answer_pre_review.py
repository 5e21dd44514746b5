"""The window says of a draft what is not fit yet, or that it found nothing; whoever asked is told that there is an answer."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.modules.consultation.domain.pre_review import (
    PRE_REVIEW,
    PreReviewAct,
    PreReviewState,
    decide_notes,
    write_notes,
)
from onething.modules.consultation.errors import ConsultationRefused, PreReviewOver
from onething.modules.consultation.models import PreReview
from onething.modules.consultation.storing import lock, note_pre_review
from onething.modules.consultation.telling import tell_pre_reviewed
from onething.modules.intake.api import CorrectionTarget, is_as_shown
from onething.platform.database import save_guarded
from onething.platform.permissions import Action, Actor


@transaction.atomic
def answer_pre_review(
    *, pre_review: UUID, notes: Sequence[CorrectionTarget], fit: bool, version: int, actor: Actor, now: datetime
) -> None:
    """Answer once: `fit` without notes, or with them. PreReviewOver when the draft is not as it was shown any more."""
    row = lock(PreReview.objects.all(), pre_review, action=Action.PRE_REVIEW_ANSWER, actor=actor, version=version)
    if not _waits(row, now):
        raise PreReviewOver
    if gaps := decide_notes(notes, fit=fit):
        raise ConsultationRefused(gaps)
    row.state = PRE_REVIEW.follow(PreReviewState.WAITING, PreReviewAct.ANSWER).value
    row.notes, row.answered_at, row.answered_by = write_notes(notes), now, actor.account
    save_guarded(row, fields=["state", "notes", "answered_at", "answered_by"])
    note_pre_review(row, "pre_review.answered", actor=actor, now=now)
    tell_pre_reviewed(row, now=now)


def _waits(row: PreReview, now: datetime) -> bool:
    here = PreReview.objects.filter(pk=row.pk, state=PreReviewState.WAITING.value)
    return here.filter(is_as_shown(draft="draft", saved_at="draft_saved_at", now=now)).exists()
