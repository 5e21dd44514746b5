"""Whoever files asks the window to look at the complete draft before submitting it, takes that back, or asks again."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from onething.modules.consultation.domain.decisions import last_day_to_answer
from onething.modules.consultation.domain.pre_review import (
    PRE_REVIEW,
    PreReviewAct,
    PreReviewState,
    standing,
    why_not_asked,
)
from onething.modules.consultation.errors import ConsultationNotFound, ConsultationRefused
from onething.modules.consultation.models import PreReview
from onething.modules.consultation.storing import note_pre_review
from onething.modules.intake.api import ShownDraft, show_draft
from onething.platform.clock import legal_day
from onething.platform.database import save_guarded
from onething.platform.permissions import Action, Actor, allowed, visible


@transaction.atomic
def ask_pre_review(*, draft: UUID, actor: Actor, now: datetime) -> None:
    """Ask about the draft as it is saved now; asked twice of the same saving, it is asked once.

    intake's NotFound and Unfinished; ConsultationRefused without a window, or when the window saw just this draft.
    """
    shown = show_draft(draft=draft, actor=actor, now=now)
    row = PreReview.objects.select_for_update().filter(draft=draft).first()
    as_shown = row is not None and row.draft_saved_at == shown.saved_at
    state = standing(PreReviewState.of(row.state), as_shown=as_shown) if row else None
    if state is PreReviewState.WAITING:
        return
    if reason := why_not_asked(state, as_shown=as_shown, served=bool(shown.site_code)):
        raise ConsultationRefused({"": reason})
    kept = _put(row or PreReview(draft=draft, owner=shown.owner), shown, state, actor, now)
    note_pre_review(kept, "pre_review.asked", actor=actor, now=now)


@transaction.atomic
def take_back_pre_review(*, draft: UUID, actor: Actor, now: datetime) -> None:
    """The window does not see the draft any more; nothing happens when nothing waits."""
    rows = visible(actor, Action.PRE_REVIEW_ASK, PreReview.objects.select_for_update())
    row = rows.filter(draft=draft).first()
    if row is None:
        raise ConsultationNotFound
    if row.state == PreReviewState.WAITING:
        row.state = PRE_REVIEW.follow(PreReviewState.WAITING, PreReviewAct.TAKE_BACK).value
        save_guarded(row, fields=["state"])
        note_pre_review(row, "pre_review.taken_back", actor=actor, now=now)


def _put(row: PreReview, shown: ShownDraft, state: PreReviewState | None, actor: Actor, now: datetime) -> PreReview:
    """The day is counted anew; what was noted last stays until the window answers again."""
    row.state = (PRE_REVIEW.follow(state, PreReviewAct.ASK_AGAIN) if state else PRE_REVIEW.start).value
    row.draft_saved_at, row.bundle, row.title, row.site_code = (
        shown.saved_at,
        shown.bundle,
        shown.title,
        shown.site_code,
    )
    row.due_on = last_day_to_answer(shown.calendar, asked_on=legal_day(now), days=settings.CONSULTATION_DAYS)
    if not allowed(actor, Action.PRE_REVIEW_ASK, row):
        raise ConsultationNotFound
    if state:
        save_guarded(row, fields=["state", "draft_saved_at", "bundle", "title", "site_code", "due_on"])
    else:
        row.save(force_insert=True)
    return row
