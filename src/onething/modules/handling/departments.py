"""Cases in the body's own system as its staff see them: where each stands, what was reported, what is stuck, what they do."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from onething.modules.handling.connectors.configured import department_of, departments
from onething.modules.handling.definitions import service_hours
from onething.modules.handling.domain.departments import WAYS, WayOfWork
from onething.modules.handling.domain.letters import LETTERS
from onething.modules.handling.domain.rekeying import waited_minutes
from onething.modules.handling.domain.reports import (
    KINDS,
    OUTCOMES,
    DepartmentReport,
    Outcome,
    ReportKind,
    Verdict,
    read_report,
)
from onething.modules.handling.domain.views import CaseInfo
from onething.modules.handling.errors import CaseNotFound, MoveRefused
from onething.modules.handling.models import OPEN_AT_DESK, Case, Report, Transfer
from onething.modules.handling.queries import SECRETS, calendar_for, info_of
from onething.modules.handling.services.take_report import work_off
from onething.modules.handling.transfers import TRANSFER
from onething.platform.logs.api import NewAction, append_action
from onething.platform.outbox.api import Message, dead_messages, replay
from onething.platform.permissions import Action, Actor, allowed, visible

MOST_SHOWN = 100
LONGEST_REASON = 200
NO_REASON = "没有写为什么这样处理。请写一句，会记入日志。"
GONE = "这一条已经有人处理过。请刷新页面看最新情况。"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferInfo:
    """A case in its body's own system."""

    case: CaseInfo
    way: WayOfWork
    created_at: datetime
    arrived_at: datetime | None
    number_there: str
    last_failure: str
    late_at: datetime | None
    ticked: tuple[str, ...]
    over: bool
    """The case was taken up anew, on the platform."""

    def is_late(self, *, now: datetime) -> bool:
        """Whether it should have been keyed in by now and was not."""
        return self.late_at is not None and self.arrived_at is None and now >= self.late_at


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportInfo:
    """What the system reported, in words for people."""

    kind: ReportKind
    at: datetime
    outcome: Outcome
    lines: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckLetter:
    """What did not get through: to the system (`incoming` false) or from it."""

    id: UUID
    incoming: bool
    what: str
    case: CaseInfo | None
    at: datetime
    reason: str


def way_of(actor: Actor) -> tuple[WayOfWork, str]:
    """How the actor's body works, and what its system is called."""
    department = department_of(actor.body_code)
    return department.way, department.name


def list_transfers(*, actor: Actor, way: WayOfWork) -> tuple[TransferInfo, ...]:
    """Cases of the actor's body that are at work in its system, those that did not arrive first, then by age."""
    rows = visible(actor, Action.CASE_READ, _at_work().filter(way=way))
    rows = rows.select_related("case").defer(*(f"case__{name}" for name in SECRETS))
    found = [_transfer_info(row) for row in rows.order_by("created_at", "id")[:MOST_SHOWN]]
    return tuple(sorted(found, key=lambda one: one.arrived_at is not None))


def minutes_waited(transfer: TransferInfo, *, now: datetime) -> int:
    """Minutes of service since the case came to be keyed in."""
    calendar = calendar_for(transfer.case)
    return waited_minutes(calendar, came=transfer.created_at, now=now, hours=service_hours())


def count_late(*, actor: Actor, now: datetime) -> int:
    """How many cases of the actor's body should have been keyed in by now; no query for bodies that key nothing in."""
    if department_of(actor.body_code).way is not WayOfWork.REKEY:
        return 0
    late = _at_work().filter(arrived_at__isnull=True, late_at__lte=now)
    return visible(actor, Action.CASE_READ, late)[:MOST_SHOWN].count()


def transfer_of(case: CaseInfo, *, actor: Actor) -> tuple[TransferInfo, tuple[ReportInfo, ...]] | None:
    """The case in its body's system with everything reported; None when it is worked on at the desk."""
    if case.body_code not in departments():
        return None
    rows = visible(actor, Action.CASE_READ, Transfer.objects.filter(case__public_id=case.public_id))
    row = rows.select_related("case").defer(*(f"case__{name}" for name in SECRETS)).first()
    if row is None:
        return None
    reports = Report.objects.filter(case_ref=case.public_id, body_code=row.body_code).order_by("received_at", "id")
    return _transfer_info(row), tuple(info for report in reports if (info := _report_info(report)))


def stuck_letters(*, actor: Actor) -> tuple[StuckLetter, ...]:
    """Letters given up on the way out, and reports that were refused and not settled; newest first."""
    reports = visible(actor, Action.CASE_DECIDE, _refused())[:MOST_SHOWN]
    sent = visible(actor, Action.CASE_DECIDE, Transfer.objects.filter(way=WayOfWork.CONNECTOR))
    dead = list(dead_messages(TRANSFER).filter(subject__in=sent.values("case__public_id"))[:MOST_SHOWN])
    cases = _cases({*(row.case_ref for row in reports if row.case_ref), *(row.subject for row in dead if row.subject)})
    found = [*(_incoming(row, cases) for row in reports), *(_outgoing(row, cases) for row in dead)]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def retry_letter(*, letter: UUID, incoming: bool, because: str, actor: Actor, now: datetime) -> Verdict | None:
    """Try it again for a stated reason: a report is read anew (its verdict), a letter goes out again (None)."""
    _check_reason(because)
    with transaction.atomic():
        if incoming:
            row = _access_report(letter, actor)
            _log(row.public_id, "department.replay", row.body_code, because, actor=actor, now=now)
            return work_off(row, now=now)
        message = _access_message(letter, actor)
        _log(message.public_id, "department.replay", actor.body_code, because, actor=actor, now=now)
        if not replay(message=message.public_id, now=now):
            raise MoveRefused({"": GONE})
        return None


@transaction.atomic
def settle_report(*, report: UUID, because: str, actor: Actor, now: datetime) -> None:
    """Staff dealt with a refused report otherwise: it is kept, and asks for nothing any more."""
    _check_reason(because)
    row = _access_report(report, actor)
    row.settled_at, row.settled_because, row.settled_by = now, because.strip(), actor.account
    row.save(update_fields=["settled_at", "settled_because", "settled_by"])
    _log(row.public_id, "department.settle", row.body_code, because, actor=actor, now=now)


def _at_work() -> QuerySet[Transfer]:
    return Transfer.objects.filter(case__state__in=OPEN_AT_DESK, over_at__isnull=True)


def _refused() -> QuerySet[Report]:
    return Report.objects.filter(outcome=Outcome.REFUSED, settled_at__isnull=True).order_by("-received_at", "-id")


def _access_report(report: UUID, actor: Actor) -> Report:
    row = Report.objects.select_for_update().filter(public_id=report).first()
    if row is None or not allowed(actor, Action.CASE_DECIDE, row):
        raise CaseNotFound
    if row.outcome != Outcome.REFUSED or row.settled_at is not None:
        raise MoveRefused({"": GONE})
    return row


def _access_message(letter: UUID, actor: Actor) -> Message:
    sent = visible(actor, Action.CASE_DECIDE, Transfer.objects.all())
    row = dead_messages(TRANSFER).filter(public_id=letter, subject__in=sent.values("case__public_id")).first()
    if row is None:
        raise CaseNotFound
    return row


def _check_reason(because: str) -> None:
    if not because.strip():
        raise MoveRefused({"because": NO_REASON})
    if len(because) > LONGEST_REASON:
        raise MoveRefused({"because": f"理由最多 {LONGEST_REASON} 个字。请改短。"})


def _log(subject: UUID, kind: str, body_code: str, because: str, *, actor: Actor, now: datetime) -> None:
    append_action(
        NewAction(
            subject_kind="department_letter",
            subject_id=subject,
            kind=kind,
            actor=actor,
            at=now,
            body_code=body_code,
            payload={"because": because.strip()},
        )
    )


def _cases(ids: Collection[UUID]) -> dict[UUID, CaseInfo]:
    return {row.public_id: info_of(row) for row in Case.objects.filter(public_id__in=ids).defer(*SECRETS)}


def _incoming(row: Report, cases: dict[UUID, CaseInfo]) -> StuckLetter:
    """A report may name a case of somebody else: then no case is shown."""
    case = cases.get(row.case_ref) if row.case_ref else None
    return StuckLetter(
        id=row.public_id,
        incoming=True,
        what=KINDS[row.kind].label if row.kind else "读不懂的回传",
        case=case if case and case.body_code == row.body_code else None,
        at=row.received_at,
        reason=row.detail,
    )


def _outgoing(row: Message, cases: dict[UUID, CaseInfo]) -> StuckLetter:
    return StuckLetter(
        id=row.public_id,
        incoming=False,
        what=LETTERS[row.payload["letter"]].label,
        case=cases.get(row.subject) if row.subject else None,
        at=row.dead_at or row.created_at,
        reason=row.last_error,
    )


def _transfer_info(row: Transfer) -> TransferInfo:
    return TransferInfo(
        case=info_of(row.case),
        way=WAYS[row.way],
        created_at=row.created_at,
        arrived_at=row.arrived_at,
        number_there=row.number_there,
        last_failure=row.last_failure,
        late_at=row.late_at,
        ticked=tuple(row.ticked),
        over=row.over_at is not None,
    )


def _report_info(row: Report) -> ReportInfo | None:
    report = read_report(row.body)
    if not isinstance(report, DepartmentReport):
        return None
    return ReportInfo(kind=report.kind, at=row.received_at, outcome=OUTCOMES[row.outcome], lines=_lines(report))


def _lines(report: DepartmentReport) -> tuple[str, ...]:
    content = report.content
    match report.kind:
        case ReportKind.PROGRESS:
            return (content["text"],)
        case ReportKind.CORRECTION:
            return tuple(f"{one['target']}：{one['problem']}。{one['remedy']}" for one in content["points"])
        case _:
            return (content["opinion"] if report.granted else content["reason"],)
