"""Requests for approval as they are read: by the head, by who stands in, by who asked, and by the person they concern."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from onething.core.calendar import Span, Unit
from onething.core.lifecycle import JOINT, Approver, CaseAction, RevocationCause, statutory_limit
from onething.modules.handling.definitions import library_of
from onething.modules.handling.docket import SUBJECT
from onething.modules.handling.domain.approvals import (
    APPROVAL_STATES,
    ASKED_WORDS,
    LENGTHEN_JOINT,
    ApprovalState,
    Wish,
    stands_in,
)
from onething.modules.handling.domain.notice import read_points
from onething.modules.handling.domain.stored import ACTIONS, APPROVERS, CAUSES, basis_data, read_basis
from onething.modules.handling.domain.views import CaseInfo
from onething.modules.handling.domain.writing import Defect, Rejection
from onething.modules.handling.errors import CaseNotFound
from onething.modules.handling.models import Approval, Case, Delegation, Writing
from onething.modules.handling.precedence import staff_names
from onething.modules.handling.queries import SECRETS, info_of
from onething.modules.intake.api import Application
from onething.platform.files.api import KeptFile, read_file
from onething.platform.logs.api import append_access
from onething.platform.permissions import Action, Actor, Role, allowed, visible

MOST_SHOWN = 200
PURPOSE, TAKING = "批复", "窗口代收陈述、申辩"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalInfo:
    """A request for approval: who asks for what and why, and how it was answered."""

    public_id: UUID
    case: UUID
    action: CaseAction
    what: str
    by: str
    law: tuple[str, ...]
    reason: str = field(repr=False)
    asked_by: UUID
    asked_at: datetime
    speak_by: date | None
    statement: str = field(repr=False)
    stated_at: datetime | None
    state: ApprovalState
    answered_by: UUID | None
    answered_at: datetime | None
    note: str = field(repr=False)
    points: tuple[Defect, ...] = field(default=(), repr=False)
    joint: bool = False
    by_government: bool = False
    cause: RevocationCause | None = None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingInfo:
    """Views that came on paper to a window."""

    statement: str = field(repr=False)
    received_on: date
    file: UUID
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedApproval:
    """A request with its case, the names of those who asked and answered, and what came on paper about it."""

    approval: ApprovalInfo
    case: CaseInfo
    asked_by: str
    answered_by: str
    writings: tuple[WritingInfo, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """Who answers for the head of a body, and on which days; `last_day` counts."""

    public_id: UUID
    head: str
    deputy: str
    from_day: date
    last_day: date
    reason: str


def may_answer(actor: Actor, row: Case, *, by_government: bool, on: date) -> bool:
    """The head of the case's body; or an officer of that body to whom the head gave it for this day.

    What the law leaves to the government, its head alone answers.
    """
    if by_government:
        return allowed(actor, Action.CASE_LENGTHEN, row)
    return allowed(actor, Action.CASE_APPROVE, row) or (
        actor.role is Role.APPROVER and actor.body_code == row.body_code and stands_in_for_head(actor, on=on)
    )


def may_answer_at_all(actor: Actor, *, on: date, by_government: bool | None = None) -> bool:
    """Whether requests are shown to this actor for an answer: of any kind, or of this one."""
    if actor.role is Role.GOVERNMENT_HEAD:
        return by_government is not False
    return not by_government and (actor.role is Role.BODY_HEAD or stands_in_for_head(actor, on=on))


def stands_in_for_head(actor: Actor, *, on: date) -> bool:
    """True while a delegation names this officer; one query."""
    if actor.role is not Role.APPROVER or actor.account is None or not actor.body_code:
        return False
    rows = Delegation.objects.filter(
        body_code=actor.body_code, deputy=actor.account, until_day__gt=on, ended_at__isnull=True
    )
    return any(
        stands_in(from_day=row.from_day, until_day=row.until_day, ended=row.ended_at is not None, on=on) for row in rows
    )


def open_approvals(*, actor: Actor) -> tuple[AskedApproval, ...]:
    """What waits for an answer in the actor's body, or of the government; the oldest first; three queries."""
    rows = _in_reach(actor).filter(state=ApprovalState.OPEN)
    return _asked(_rows(rows.order_by("asked_at", "id")[:MOST_SHOWN]))


def approvals_of(case: UUID, *, actor: Actor) -> tuple[AskedApproval, ...]:
    """All requests about one case, the latest first."""
    rows = visible(actor, Action.CASE_READ, Approval.objects.filter(case__public_id=case))
    return _asked(_rows(rows.order_by("-asked_at", "-id")[:MOST_SHOWN]))


def approval_for(approval: UUID, *, actor: Actor, now: datetime) -> AskedApproval:
    """One request opened, the look on the access log; CaseNotFound when it is not of the actor's body."""
    found = _rows(_in_reach(actor).filter(public_id=approval))
    if not found:
        raise CaseNotFound
    _log_look(found[0].case, actor, now, purpose=PURPOSE, fields=("reason", "statement"))
    writings = found[0].writings.order_by("id") if found[0].speak_by else ()
    return replace(_asked(found)[0], writings=tuple(_writing(row) for row in writings))


def open_writing(file: UUID, *, approval: UUID, actor: Actor, now: datetime) -> tuple[KeptFile, bytes]:
    """The scan of views that came on paper, the look on the access log."""
    row = Writing.objects.filter(file=file, approval__in=_in_reach(actor).filter(public_id=approval))
    found = row.select_related("approval__case").first()
    if found is None:
        raise CaseNotFound
    _log_look(found.approval.case, actor, now, purpose=PURPOSE, fields=(f"file:{file}",))
    return read_file(public_id=file)


def more_points_asked(application: UUID, *, actor: Actor) -> ApprovalInfo | None:
    """The latest request to ask more of this application in a second notice, for whoever may give notices."""
    mine = visible(actor, Action.CASE_CORRECT, Case.objects.filter(application_ref=application))
    rows = Approval.objects.filter(case__application_ref=application, action=CaseAction.ASK_CORRECTION)
    row = rows.select_related("case").order_by("-id").first() if mine.exists() else None
    return approval_info(row) if row else None


def statements_of(application: UUID, *, actor: Actor) -> tuple[AskedApproval, ...]:
    """Where the person may still speak before a decision is undone, or has spoken; names of staff are not told."""
    return _speaking(_to_speak_of(application, actor))


def statements_for(application: UUID, *, actor: Actor, now: datetime) -> tuple[AskedApproval, ...]:
    """The same opened at a window for whoever brings views on paper, the look on the access log."""
    rows = _to_speak_of(application, actor)
    for row in rows:
        _log_look(row.case, actor, now, purpose=TAKING, fields=("reason",))
    return _speaking(rows)


def stand_ins(*, actor: Actor, on: date) -> tuple[StandIn, ...]:
    """The delegations of the actor's body that are not over; two queries."""
    rows = list(
        visible(actor, Action.CASE_READ, Delegation.objects.filter(until_day__gt=on, ended_at__isnull=True)).order_by(
            "id"
        )
    )
    names = staff_names({account for row in rows for account in (row.head, row.deputy)})
    return tuple(
        StandIn(
            public_id=row.public_id,
            head=names.get(row.head, ""),
            deputy=names.get(row.deputy, ""),
            from_day=row.from_day,
            last_day=date.fromordinal(row.until_day.toordinal() - 1),
            reason=row.reason,
        )
        for row in rows
    )


def approval_info(row: Approval) -> ApprovalInfo:
    """The row as a frozen value."""
    wish = read_wish(row)
    return ApprovalInfo(
        public_id=row.public_id,
        case=row.case.public_id,
        action=wish.action,
        what=ASKED_WORDS[wish.stored],
        by=wish.by.label if wish.by else "",
        law=_law_of(wish, row.case),
        reason=row.reason,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        speak_by=row.speak_by,
        statement=row.statement,
        stated_at=row.stated_at,
        state=APPROVAL_STATES[row.state],
        answered_by=row.answered_by,
        answered_at=row.answered_at,
        note=row.note,
        points=wish.defects,
        joint=wish.joint,
        by_government=wish.by_government,
        cause=wish.cause,
        version=row.row_version,
    )


def wish_data(wish: Wish) -> dict[str, Any]:
    """What a request keeps besides its reason."""
    said: dict[str, Any] = {"by": [wish.by.amount, wish.by.unit.value]} if wish.by else {}
    if wish.approver is not Approver.BODY_HEAD:
        said["approver"] = wish.approver.value
    if wish.cause:
        said["cause"] = wish.cause.value
    if wish.rejection:
        said["law"] = [basis_data(basis) for basis in wish.rejection.law]
    return said


def read_wish(row: Approval) -> Wish:
    """What `wish_data` wrote, with the reason."""
    said = row.detail
    rejection = (
        Rejection(reason=row.reason, law=tuple(read_basis(basis) for basis in said["law"])) if "law" in said else None
    )
    by = Span(said["by"][0], Unit(said["by"][1])) if "by" in said else None
    defects = read_points(row.points or "")
    joint = row.action == LENGTHEN_JOINT
    action = CaseAction.EXTEND if joint else ACTIONS[row.action]
    approver = APPROVERS[said.get("approver", Approver.BODY_HEAD.value)]
    return Wish(
        action=action, reason=row.reason, by=by, rejection=rejection, defects=defects, joint=joint, approver=approver,
        cause=CAUSES.get(said.get("cause", "")),
    )  # fmt: skip


def _writing(row: Writing) -> WritingInfo:
    return WritingInfo(statement=row.statement, received_on=row.received_on, file=row.file, at=row.at)


def _law_of(wish: Wish, row: Case) -> tuple[str, ...]:
    if wish.joint:
        return (JOINT.basis.citation,)
    if wish.action is CaseAction.EXTEND:
        return (statutory_limit(library_of(row).items[row.item]).basis.citation,)
    return tuple(basis.citation for basis in wish.rejection.law) if wish.rejection else ()


def _in_reach(actor: Actor) -> QuerySet[Approval]:
    """What is asked in the actor's body; of the government, what it answers in its region."""
    if actor.role is Role.GOVERNMENT_HEAD:
        cases = visible(actor, Action.CASE_LENGTHEN, Case.objects.all())
        asked = Q(action=LENGTHEN_JOINT) | Q(detail__approver=Approver.GOVERNMENT_HEAD.value)
        return Approval.objects.filter(asked, case__in=cases)
    return visible(actor, Action.CASE_READ, Approval.objects.all())


def _to_speak_of(application: UUID, actor: Actor) -> list[Approval]:
    mine = visible(actor, Action.APPLICATION_SUBMIT, Application.objects.filter(public_id=application))
    rows = Approval.objects.filter(case__application__in=mine, speak_by__isnull=False, state=ApprovalState.OPEN)
    return _rows(rows.order_by("id"))


def _speaking(rows: Collection[Approval]) -> tuple[AskedApproval, ...]:
    return tuple(
        AskedApproval(approval=approval_info(row), case=info_of(row.case), asked_by="", answered_by="") for row in rows
    )


def _log_look(case: Case, actor: Actor, now: datetime, *, purpose: str, fields: tuple[str, ...]) -> None:
    append_access(
        actor=actor, at=now, subject_kind=SUBJECT, subject_id=case.public_id, data_of=case.owner, purpose=purpose,
        case_ref=case.public_id, fields=fields,
    )  # fmt: skip


def _rows(found: QuerySet[Approval]) -> list[Approval]:
    return list(found.select_related("case").defer(*(f"case__{name}" for name in SECRETS)))


def _asked(rows: Collection[Approval]) -> tuple[AskedApproval, ...]:
    names = staff_names(_accounts(rows))
    return tuple(
        AskedApproval(
            approval=approval_info(row),
            case=info_of(row.case),
            asked_by=names.get(row.asked_by, ""),
            answered_by=names.get(row.answered_by, "") if row.answered_by else "",
        )
        for row in rows
    )


def _accounts(rows: Collection[Approval]) -> set[UUID]:
    return {account for row in rows for account in (row.asked_by, row.answered_by) if account}
