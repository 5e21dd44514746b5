"""An officer asks the head of the body, or of the government where the law names that one; what cannot be done is refused before anybody is asked (报批)."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from onething.core.calendar import due
from onething.core.lifecycle import STATEMENT, CaseAction, Detail, Lengthening, Override
from onething.modules.handling import procedure_notices as notices
from onething.modules.handling.approving import ApprovalInfo, approval_info, wish_data
from onething.modules.handling.docket import Docket, file_of, load_docket_of
from onething.modules.handling.domain.approvals import ApprovalState, Wish, decide_cause, decide_wish, is_heard_before
from onething.modules.handling.domain.dispatch import failed_before
from onething.modules.handling.domain.notice import write_points
from onething.modules.handling.domain.writing import Gaps
from onething.modules.handling.errors import CaseNotFound, MoveRefused
from onething.modules.handling.held import check_held
from onething.modules.handling.models import Approval, Case
from onething.modules.handling.notices import is_licensing
from onething.platform.permissions import Action, Actor

ASKED_ALREADY = "同样的请求已经报批，还没有批复。请等批复，或者先收回。"


@transaction.atomic
def ask_approval(*, case: UUID, version: int, wish: Wish, actor: Actor, now: datetime) -> ApprovalInfo:
    """Lay the wish before the head; where a decision is to be undone, the person is told and may speak first."""
    docket, row = load_docket_of(case=case, action=Action.CASE_REVIEW, version=version, actor=actor, now=now)
    wish = _addressed(row, wish)
    granted = file_of(row).granted
    gaps = decide_wish(wish) | decide_cause(wish, licence=granted and is_licensing(row))
    if gaps := gaps or check_prerequisites(docket, row, wish.action):
        raise MoveRefused(gaps)
    docket.foresee(row, wish.action, detail=detail_of(wish, approved_by=str(actor.account)))
    speak_by = last_day_to_speak(docket) if is_heard_before(wish.action, granted=granted) else None
    asked = lay_before(docket, row, wish, speak_by=speak_by)
    if speak_by:
        notices.statement(docket, row, wish, speak_by=speak_by)
    return asked


def lay_before(
    docket: Docket, row: Case, wish: Wish, *, speak_by: date | None = None, **noted: list[str]
) -> ApprovalInfo:
    """Keep the request and note it; what waits for an answer already is not asked again."""
    if docket.actor.account is None:
        raise CaseNotFound
    if row.approvals.filter(action=wish.stored, state=ApprovalState.OPEN).exists():
        raise MoveRefused({"": ASKED_ALREADY})
    docket.note(row, "approval_asked", payload={"action": wish.stored, **noted})
    docket.save()
    asked = Approval.objects.create(
        case=row,
        body_code=row.body_code,
        action=wish.stored,
        detail=wish_data(wish) | (_of_body(row) if wish.rejection else {}),
        reason=wish.reason.strip(),
        points=write_points(wish.defects) if wish.defects else None,
        asked_by=docket.actor.account,
        asked_at=docket.now,
        speak_by=speak_by,
        state=ApprovalState.OPEN,
    )
    return approval_info(asked)


def _addressed(row: Case, wish: Wish) -> Wish:
    """An extension goes to whom the law of the case's limit names (行政许可法 42)."""
    rule = file_of(row).limits.extension if wish.action is CaseAction.EXTEND else None
    return replace(wish, approver=rule.approver) if rule else wish


def check_prerequisites(docket: Docket, row: Case, action: CaseAction) -> Gaps:
    """What never came, or is gone, stops a case that is taken up anew, as it stopped it before."""
    if action is not CaseAction.REOPEN:
        return {}
    if gaps := check_held(row):
        return gaps
    failed = failed_before(file_of(row), docket.files())
    names = "、".join(f"“{docket.row(key).title}”" for key in failed)
    return {"": f"它要等的{names}没有办成，重新办理以后仍会终止。请先重新办理{names}。"} if failed else {}


def detail_of(wish: Wish, *, approved_by: str) -> Detail | None:
    """What the log keeps of it: the length of an extension, and who decided to take a case up anew."""
    if wish.action is CaseAction.REOPEN:
        return Override(approved_by, wish.reason.strip())
    if wish.action is not CaseAction.EXTEND or wish.by is None:
        return None
    return Lengthening(wish.by, wish.approver, approved_by, wish.reason.strip())


def last_day_to_speak(docket: Docket) -> date:
    """As long as one may apply for a hearing: by analogy, and marked so on paper and page."""
    return due(docket.calendar, start=docket.day, span=STATEMENT.span).on


def _of_body(row: Case) -> dict[str, str]:
    """The release before reads these here while an upgrade rolls; this one goes by the case."""
    return {name: row.body[name] for name in ("review_organ", "court")}
