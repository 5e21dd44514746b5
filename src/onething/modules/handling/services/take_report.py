"""Take what a department's system reports: once a delivery; a result becomes the case's decision by the desk's own service."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.core.lifecycle import CaseAction, CaseState
from onething.modules.handling.docket import SUBJECT, Docket, load_docket_of
from onething.modules.handling.domain.reports import (
    APPLY,
    OUTCOMES,
    DepartmentReport,
    Outcome,
    ReportKind,
    Unreadable,
    Verdict,
    decide_report,
    read_report,
)
from onething.modules.handling.domain.stored import STATES, read_basis
from onething.modules.handling.errors import CaseNotFound, HandlingError
from onething.modules.handling.models import Case, Report, Transfer
from onething.modules.handling.services.decide import deny, grant
from onething.modules.handling.services.hand_over import system_actor
from onething.modules.handling.transfers import SUCCEEDED
from onething.modules.papers.api import PapersError
from onething.platform.logs.api import ActionRow
from onething.platform.permissions import Action, Actor

UNKNOWN = Verdict(outcome=Outcome.REFUSED, detail="没有这个办件，或它没有转给这个系统。请核对 case。")
MOVED_AWAY = "职责划转，这个办件改由{}办理，已登记，不再采用。请停止办理，把意见转给该部门。"
REPORTED = "department_{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """How the report is answered; `known` when this delivery was answered so before."""

    delivery: str
    verdict: Verdict
    known: bool = False


@transaction.atomic
def take_report(*, body_code: str, delivery: str, body: str, now: datetime) -> Taken:
    """Keep the report and do what it says; whoever sends the same delivery again gets the same answer."""
    row, is_new = Report.objects.select_for_update().get_or_create(
        body_code=body_code,
        delivery=delivery,
        defaults={"body": body, "received_at": now, "outcome": Outcome.REFUSED.value, "detail": "没有处理完"},
    )
    if not is_new:
        return Taken(delivery=delivery, verdict=verdict_of(row), known=True)
    return Taken(delivery=delivery, verdict=work_off(row, now=now))


def work_off(row: Report, *, now: datetime) -> Verdict:
    """Read the kept report, decide, do it, and note what became of it; in the caller's transaction."""
    report = read_report(row.body)
    if isinstance(report, Unreadable):
        verdict = Verdict(outcome=Outcome.REFUSED, detail=report.reason)
    else:
        row.case_ref, row.kind, row.seq = report.case, report.kind.value, report.seq
        verdict = _apply_safely(report, actor=system_actor(row.body_code), now=now)
    row.outcome, row.detail = verdict.outcome.value, verdict.detail[:300]
    row.save(update_fields=["case_ref", "kind", "seq", "outcome", "detail"])
    return verdict


def verdict_of(row: Report) -> Verdict:
    """What became of a report that was kept."""
    return Verdict(outcome=OUTCOMES[row.outcome], detail=row.detail)


def _apply_safely(report: DepartmentReport, *, actor: Actor, now: datetime) -> Verdict:
    """What cannot be done now leaves nothing behind but the kept report and its reason."""
    try:
        with transaction.atomic():
            return _apply(report, actor=actor, now=now)
    except CaseNotFound:
        return _moved_away(report.case, body_code=actor.body_code) or UNKNOWN
    except (HandlingError, PapersError) as refused:
        return Verdict(outcome=Outcome.REFUSED, detail=str(refused))


def _moved_away(case: UUID, *, body_code: str) -> Verdict | None:
    """What comes from the system of a body that handled the case before is kept and counts no more (职责划转)."""
    moves = ActionRow.objects.filter(subject_kind=SUBJECT, subject_id=case, kind=SUCCEEDED, payload__former=body_code)
    row = Case.objects.filter(public_id=case).first() if moves.exists() else None
    return Verdict(outcome=Outcome.LATE, detail=MOVED_AWAY.format(row.body_name)) if row else None


def _apply(report: DepartmentReport, *, actor: Actor, now: datetime) -> Verdict:
    docket, row = load_docket_of(case=report.case, action=Action.CASE_DECIDE, version=None, actor=actor, now=now)
    transfer = Transfer.objects.filter(case=row).first()
    if transfer is None:
        return UNKNOWN
    verdict = decide_report(
        report, state=STATES[row.state], last_seq=transfer.last_seq, over=transfer.over_at is not None
    )
    if verdict is APPLY:
        transfer.last_seq = max(transfer.last_seq, report.seq)
        transfer.number_there = report.number or transfer.number_there
        transfer.arrived_at = transfer.arrived_at or now
        transfer.save(update_fields=["last_seq", "number_there", "arrived_at"])
        _act(report, docket, row)
    return verdict


def _act(report: DepartmentReport, docket: Docket, row: Case) -> None:
    """The log names the report by its number; what it says stays encrypted beside it."""
    docket.note(row, REPORTED.format(report.kind.value), payload={"seq": report.seq})
    if report.kind is ReportKind.PROGRESS and STATES[row.state] is CaseState.ACCEPTED:
        docket.move(row, CaseAction.REVIEW, payload={"report": report.seq})
    docket.save()
    if report.kind is ReportKind.RESULT:
        _decide(report, docket, row)


def _decide(report: DepartmentReport, docket: Docket, row: Case) -> None:
    version, actor, now = row.row_version, docket.actor, docket.now
    if report.granted:
        opinion, number = report.content["opinion"], report.content["result_number"]
        grant(case=row.public_id, version=version, opinion=opinion, result_number=number, actor=actor, now=now)
        return
    bases = [read_basis(basis) for basis in row.bases]
    deny(case=row.public_id, version=version, rejection=report.rejection(bases=bases), actor=actor, now=now)
