"""The head of the body or of the government, or who stands in, answers what was asked; what is approved happens in the same transaction."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from onething.core.lifecycle import CaseAction, Override
from onething.modules.handling import procedure_notices as notices
from onething.modules.handling.approving import may_answer, read_wish
from onething.modules.handling.docket import Docket, file_of, load_docket_of
from onething.modules.handling.domain.approvals import (
    APPROVAL_STATES,
    UNDOING,
    ApprovalState,
    Wish,
    decide_answer,
    decide_declining,
    decide_harmless,
)
from onething.modules.handling.domain.writing import Gaps, Rejection, law_words
from onething.modules.handling.errors import CaseNotFound, MoveRefused
from onething.modules.handling.events import GrantUndone
from onething.modules.handling.models import Approval, Case
from onething.modules.handling.services.after_check import decision_undone
from onething.modules.handling.services.ask_approval import detail_of
from onething.modules.handling.services.end_continuation import LICENCE_GONE
from onething.modules.handling.services.give_notice import give_notice, nameable_of
from onething.modules.handling.services.lengthen_joint import lengthen_joint
from onething.modules.handling.services.reopen import reopen, undo_denial
from onething.modules.handling.services.rest_on import tell_fallen
from onething.modules.handling.services.settle import event_of, settle
from onething.modules.handling.services.void_papers import void_decision
from onething.modules.papers.api import PaperInfo
from onething.platform.outbox.api import enqueue, step
from onething.platform.permissions import Action, Actor

HEARD, SILENT = "您的陈述、申辩已经听取", "您在告知的期限内没有提出陈述、申辩"
SPOKE_SINCE = "打开这一页以后，申请人又提出了陈述、申辩。请先看最新的内容，再批复。"
NOT_YOURS = "这一项不是您报批的，或者已经批复，不能收回。"


@step()
def approve(
    *, approval: UUID, actor: Actor, now: datetime, note: str = "", version: int | None = None, harmless: bool = False
) -> PaperInfo:
    """Say yes: the step is taken now, under today's state of the case, and its paper is issued.

    `version` is the request as it was read: whoever spoke since then is heard first (行政许可法 7). `harmless` says that
    revoking the licence will do no great harm to the public interest (行政许可法 69(3)).
    """
    docket, row, asked = _open(approval, actor, now)
    wish = read_wish(asked)
    _check(asked, docket, approved=True, more=decide_harmless(wish, harmless=harmless))
    if version not in (None, asked.row_version):
        raise MoveRefused({"": SPOKE_SINCE})
    _answer(asked, docket, ApprovalState.APPROVED, note)
    return (lengthen_joint if wish.joint else _DO[wish.action])(docket, row, wish, asked)


@step()
def decline(*, approval: UUID, actor: Actor, now: datetime, note: str) -> None:
    """Say no, and why."""
    docket, row, asked = _open(approval, actor, now)
    _check(asked, docket, approved=False, more=decide_declining(note))
    _answer(asked, docket, ApprovalState.DECLINED, note)
    docket.note(row, "approval_declined", payload={"action": asked.action})
    docket.save()


@step()
def take_back(*, approval: UUID, actor: Actor, now: datetime) -> None:
    """The one who asked does not ask any more."""
    docket, row, asked = _open(approval, actor, now, action=Action.CASE_REVIEW)
    if asked.state != ApprovalState.OPEN or asked.asked_by != actor.account:
        raise MoveRefused({"": NOT_YOURS})
    _answer(asked, docket, ApprovalState.TAKEN_BACK, "")
    docket.note(row, "approval_taken_back", payload={"action": asked.action})
    docket.save()


def _open(
    approval: UUID, actor: Actor, now: datetime, *, action: Action = Action.CASE_READ
) -> tuple[Docket, Case, Approval]:
    """The application, its cases and then the request, locked in this order."""
    found = Approval.objects.filter(public_id=approval).select_related("case").first()
    if found is None:
        raise CaseNotFound
    docket, row = load_docket_of(case=found.case.public_id, action=action, version=None, actor=actor, now=now)
    by_government = read_wish(found).by_government
    if action is Action.CASE_READ and not may_answer(actor, row, by_government=by_government, on=docket.day):
        raise CaseNotFound
    return docket, row, Approval.objects.select_for_update().get(pk=found.pk)


def _check(asked: Approval, docket: Docket, *, approved: bool, more: Gaps | None = None) -> None:
    gaps = decide_answer(
        state=APPROVAL_STATES[asked.state],
        asked_by=asked.asked_by,
        answered_by=docket.actor.account,
        approved=approved,
        speak_by=asked.speak_by,
        spoke=asked.stated_at is not None,
        on=docket.day,
    )
    if gaps or more:
        raise MoveRefused(gaps or more or {})


def _answer(asked: Approval, docket: Docket, state: ApprovalState, note: str) -> None:
    asked.state, asked.note = state, note.strip()
    asked.answered_by, asked.answered_at = docket.actor.account, docket.now
    asked.save(update_fields=["state", "note", "answered_by", "answered_at"])


def _extend(docket: Docket, row: Case, wish: Wish, asked: Approval) -> PaperInfo:
    former = notices.reading_of(row)
    detail = detail_of(wish, approved_by=str(docket.actor.account))
    law = notices.law_of_limit(row).citation
    docket.move(row, CaseAction.EXTEND, ground=law, detail=detail, payload={"approval": str(asked.public_id)})
    settle(docket)
    return notices.extended(docket, row, wish, former=former)


def _terminate(docket: Docket, row: Case, wish: Wish, asked: Approval) -> PaperInfo:
    rejection = _rejection(wish)
    row.opinion, row.ground = wish.reason.strip(), law_words(rejection)
    payload = {"approval": str(asked.public_id)}
    docket.move(row, CaseAction.TERMINATE, ground=law_words(rejection), payload=payload)
    settle(docket)
    return notices.terminated(docket, [row], reason=wish.reason, rule=law_words(rejection))[0]


def _undo(docket: Docket, row: Case, wish: Wish, asked: Approval) -> PaperInfo:
    """The decision falls, its paper verifies as revoked, and what still waited for its result ends."""
    rejection, stood = _rejection(wish), file_of(row).granted
    if not stood and wish.action is CaseAction.REVOKE:
        return undo_denial(docket, row, wish, rejection, asked)
    payload = {"approval": str(asked.public_id)}
    docket.move(row, wish.action, ground=law_words(rejection), payload=payload)
    if stood:  # what was revoked fell then
        tell_fallen(docket, row)
        enqueue(LICENCE_GONE, payload={"seq": row.log_length}, subject=row.public_id)
    settle(docket, *((event_of(GrantUndone, docket, row),) if stood else ()))
    decision_undone(docket, row, wish.action)
    heard = "" if asked.speak_by is None else _heard(asked)
    void_decision(docket, row, reason=f"{wish.action.label}：{law_words(rejection)}")
    return notices.undone(docket, row, wish, rejection, heard=heard)


def _ask_more(docket: Docket, _row: Case, wish: Wish, asked: Approval) -> PaperInfo:
    """The second notice as it was laid before the head, in the name of the body; why it asks more stands in it."""
    override = Override(decided_by=str(docket.actor.account), reason=wish.reason.strip())
    first, *_ = give_notice(
        docket, wish.defects, nameable=nameable_of(docket.rows), override=override, approval=asked.public_id
    )
    return first


def _heard(asked: Approval) -> str:
    """What the person said was read; what the head answers to it stands in the decision."""
    if asked.stated_at is None:
        return SILENT
    return f"{HEARD}。{asked.note}" if asked.note else HEARD


def _rejection(wish: Wish) -> Rejection:
    if wish.rejection is None:
        raise MoveRefused({"": "请求里没有写明依据和救济途径，不能批准。请退回补写。"})
    return wish.rejection


_Do = Callable[[Docket, Case, Wish, Approval], PaperInfo]
_DO: dict[CaseAction, _Do] = {
    CaseAction.EXTEND: _extend,
    CaseAction.TERMINATE: _terminate,
    CaseAction.ASK_CORRECTION: _ask_more,
    CaseAction.REOPEN: reopen,
    **dict.fromkeys(UNDOING, _undo),
}
