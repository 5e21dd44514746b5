"""What a supervisor sees (督办): how many cases are a concern and why, a page of them, and the log of one. Read, never acted on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from onething.modules.handling.docket import SUBJECT
from onething.modules.handling.domain.concerns import LATE, ConcernKind
from onething.modules.handling.domain.views import CaseInfo, LogLine
from onething.modules.handling.models import Case, Concern
from onething.modules.handling.queries import COUNTED, PAGE_SIZE, UNLISTED, find_case, info_of, read_log
from onething.platform.database import count_each_up_to, page_after
from onething.platform.logs.api import append_access
from onething.platform.permissions import Action, Actor, visible


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernInfo:
    """A case and why it is looked at; `at` is when the log came to say so, None for what is true now."""

    kind: ConcernKind
    case: CaseInfo
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernPage:
    """One page of one kind, and how many there are of each, counted no further than 99."""

    counts: Mapping[ConcernKind, int]
    rows: tuple[ConcernInfo, ...]
    next: str | None


def list_concerns(
    kind: ConcernKind, *, actor: Actor, now: datetime, body: str = "", after: str | None = None, size: int = PAGE_SIZE
) -> ConcernPage:
    """What is late the longest, or what was done last, first; of one body when it is named. Two statements."""
    found = [_rows(one, actor, now, body) for one in ConcernKind]
    counts = dict(zip(ConcernKind, count_each_up_to(found, cap=COUNTED), strict=True))
    if kind in LATE:
        late = page_after(
            _late(kind, actor, now, body).defer(*UNLISTED), order=("due_at", "id"), after=after, size=size
        )
        return ConcernPage(
            counts=counts, rows=tuple(ConcernInfo(kind=kind, case=info_of(row)) for row in late.rows), next=late.next
        )
    told = page_after(_told(kind, actor, body).select_related("case"), order=("-at", "-id"), after=after, size=size)
    rows = tuple(_info(row, info_of(row.case)) for row in told.rows)
    return ConcernPage(counts=counts, rows=rows, next=told.next)


def log_for_supervisor(
    public_id: UUID, *, actor: Actor, purpose: str, now: datetime
) -> tuple[CaseInfo, tuple[ConcernInfo, ...], tuple[LogLine, ...]]:
    """The case, what the log came to say of it, and that log; one line in the access log says who looked and why."""
    row = find_case(public_id, actor=actor)
    append_access(
        actor=actor,
        at=now,
        subject_kind=SUBJECT,
        subject_id=row.public_id,
        data_of=row.owner,
        purpose=purpose,
        case_ref=row.public_id,
    )
    case = info_of(row)
    return case, tuple(_info(one, case) for one in row.concerns.order_by("at", "id")), read_log(row, actor=actor)


def _rows(kind: ConcernKind, actor: Actor, now: datetime, body: str) -> QuerySet[Case] | QuerySet[Concern]:
    return _late(kind, actor, now, body) if kind in LATE else _told(kind, actor, body)


def _late(kind: ConcernKind, actor: Actor, now: datetime, body: str) -> QuerySet[Case]:
    """Cases in which a day has passed."""
    rows = visible(actor, Action.CASE_READ, Case.objects.filter(state__in=LATE[kind], due_at__lt=now))
    return rows.filter(body_code=body) if body else rows


def _told(kind: ConcernKind, actor: Actor, body: str) -> QuerySet[Concern]:
    """Lines that the logs once came to hold."""
    rows = visible(actor, Action.CASE_READ, Concern.objects.filter(kind=kind))
    return (rows.filter(body_code=body) if body else rows).defer(*(f"case__{name}" for name in UNLISTED))


def _info(row: Concern, case: CaseInfo) -> ConcernInfo:
    return ConcernInfo(kind=ConcernKind.of(row.kind), case=case, at=row.at)
