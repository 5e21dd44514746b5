"""Reads of consultation: one's own, those of a site by the day they are due, and one opened to be read."""

from datetime import datetime
from uuid import UUID

from onething.modules.consultation.domain.life import WAITS, ConsultationState
from onething.modules.consultation.domain.views import ConsultationInfo, TurnInfo
from onething.modules.consultation.errors import ConsultationNotFound
from onething.modules.consultation.models import Consultation, Turn
from onething.modules.consultation.storing import SUBJECT
from onething.modules.organisation.api import find_site
from onething.platform.database import Page, page_after
from onething.platform.logs.api import append_access
from onething.platform.permissions import Action, Actor, visible

PAGE_SIZE = 20
PURPOSE = "查看咨询"


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
