"""Reads of consultation: one's own, those of a site by the day they are due, and one opened to be read; and of pre-reviews."""

from datetime import datetime
from uuid import UUID

from onething.modules.consultation.domain.life import WAITS, ConsultationState
from onething.modules.consultation.domain.pre_review import PreReviewState, read_notes, standing
from onething.modules.consultation.domain.views import ConsultationInfo, PreReviewInfo, TurnInfo
from onething.modules.consultation.errors import ConsultationNotFound, PreReviewOver
from onething.modules.consultation.models import Consultation, PreReview, Turn
from onething.modules.consultation.storing import SUBJECT
from onething.modules.intake.api import (
    DraftInfo,
    DraftView,
    NotFound,
    is_as_shown,
    look_at_shown,
    open_shown_file,
)
from onething.modules.organisation.api import find_site
from onething.platform.database import Page, page_after
from onething.platform.files.api import KeptFile
from onething.platform.logs.api import append_access
from onething.platform.permissions import Action, Actor, visible

PAGE_SIZE = 20
PURPOSE, LOOKING = "查看咨询", "窗口预审"


def page_of_consultations(*, actor: Actor, after: str | None = None) -> Page[Consultation]:
    """Those the actor may read, the latest first, without their words; one query."""
    rows = visible(actor, Action.CONSULTATION_READ, Consultation.objects.all())
    return page_after(rows, order=("-id",), after=after, size=PAGE_SIZE)


def waiting_consultations(*, actor: Actor, after: str | None = None) -> Page[Consultation]:
    """Those the actor has to answer, the first due first, without their words; one query."""
    rows = visible(actor, Action.CONSULTATION_ANSWER, Consultation.objects.filter(state__in=sorted(WAITS)))
    return page_after(rows, order=("due_on", "id"), after=after, size=PAGE_SIZE)


def consultation_for(public_id: UUID, *, actor: Actor, now: datetime) -> ConsultationInfo:
    """One with its words, the look on the access log; ConsultationNotFound when it is not this actor's."""
    rows = visible(actor, Action.CONSULTATION_READ, Consultation.objects.prefetch_related("turns"))
    row = rows.filter(public_id=public_id).first()
    if row is None:
        raise ConsultationNotFound
    append_access(
        actor=actor, at=now, subject_kind=SUBJECT, subject_id=row.public_id, data_of=row.owner, purpose=PURPOSE,
        fields=("asked", "answer"),
    )  # fmt: skip
    return _info(row)


def pre_review_of(draft: DraftInfo, *, actor: Actor) -> PreReviewInfo | None:
    """What became of the pre-review of one's own draft; None, and no query, when it was never shown."""
    if not draft.shown:
        return None
    rows = visible(actor, Action.PRE_REVIEW_ASK, PreReview.objects.filter(draft=draft.public_id))
    row = rows.first()
    return _pre_review(row, as_shown=row.draft_saved_at == draft.saved_at) if row else None


def waiting_pre_reviews(*, actor: Actor, now: datetime, after: str | None = None) -> Page[PreReview]:
    """Those the actor has to answer, the first due first, without what was filled in; one query."""
    rows = visible(actor, Action.PRE_REVIEW_ANSWER, PreReview.objects.defer("notes"))
    rows = rows.filter(state=PreReviewState.WAITING.value)
    rows = rows.filter(is_as_shown(draft="draft", saved_at="draft_saved_at", now=now))
    return page_after(rows, order=("due_on", "id"), after=after, size=PAGE_SIZE)


def pre_review_at_window(public_id: UUID, *, actor: Actor, now: datetime) -> tuple[PreReviewInfo, DraftView]:
    """One that waits, with the draft as it was shown, the look on the access log.

    ConsultationNotFound when it is not this actor's; PreReviewOver when the draft is not to be looked at any more.
    """
    row = _at_window(public_id, actor)
    try:
        view = look_at_shown(row.draft, saved_at=row.draft_saved_at, actor=actor, purpose=LOOKING, now=now)
    except NotFound as gone:
        raise PreReviewOver from gone
    return _pre_review(row, as_shown=True), view


def open_pre_review_file(public_id: UUID, *, file: UUID, actor: Actor, now: datetime) -> tuple[KeptFile, bytes]:
    """A file of a draft that waits for its pre-review, the look on the access log; errors as for the page."""
    row = _at_window(public_id, actor)
    return open_shown_file(row.draft, file=file, saved_at=row.draft_saved_at, actor=actor, purpose=LOOKING, now=now)


def _at_window(public_id: UUID, actor: Actor) -> PreReview:
    row = visible(actor, Action.PRE_REVIEW_ANSWER, PreReview.objects.filter(public_id=public_id)).first()
    if row is None:
        raise ConsultationNotFound
    if row.state != PreReviewState.WAITING:
        raise PreReviewOver
    return row


def _pre_review(row: PreReview, *, as_shown: bool) -> PreReviewInfo:
    site = find_site(row.site_code)
    return PreReviewInfo(
        public_id=row.public_id,
        draft=row.draft,
        title=row.title,
        place=site.name if site else "",
        state=standing(PreReviewState.of(row.state), as_shown=as_shown),
        as_shown=as_shown,
        due_on=row.due_on,
        notes=read_notes(row.notes),
        answered_at=row.answered_at,
        version=row.row_version,
    )


def _info(row: Consultation) -> ConsultationInfo:
    site = find_site(row.site_code)
    return ConsultationInfo(
        public_id=row.public_id,
        bundle=row.bundle,
        bundle_name=row.bundle_name,
        item_name=row.item_name,
        place=site.name if site else "",
        state=ConsultationState.of(row.state),
        due_on=row.due_on,
        turns=tuple(_turn(one) for one in sorted(row.turns.all(), key=lambda one: one.place)),
        version=row.row_version,
    )


def _turn(row: Turn) -> TurnInfo:
    return TurnInfo(asked=row.asked, asked_at=row.asked_at, answer=row.answer, answered_at=row.answered_at)
