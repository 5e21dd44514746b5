"""The clock over licences that several bodies decide about together: 45 working days in all, for the applicant and for staff.

Source: 行政许可法 第二十六条第二款、第四十二条第二款. It runs beside the clock of each case and changes none of them; the head of
the government may lengthen it once by 15.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery

from onething.core.calendar import Span, Unit
from onething.core.definitions import ItemType
from onething.core.lifecycle import (
    JOINT,
    Approver,
    CaseState,
    ClockReading,
    Lengthening,
    changed_days,
    read_joint_clock,
)
from onething.modules.handling.definitions import calendar_of, calendar_of_case
from onething.modules.handling.docket import SUBJECT, file_of
from onething.modules.handling.domain.approvals import LENGTHEN_JOINT, ApprovalState
from onething.modules.handling.models import Approval, Case
from onething.modules.handling.queries import UNLISTED
from onething.modules.handling.shared_days import MovedSharedDay
from onething.platform.logs.api import ActionRow
from onething.platform.permissions import Action, Actor, allowed

TOGETHER = 2
"""Bodies: one alone has its own limit (第四十二条第一款)."""
JOINT_LIMIT, ALL_TOGETHER = "联合办理期限", "各部门共同办理的许可"
JOINT_TOLD, JOINT_TOLD_ANEW = "joint_lengthened", "joint_redated"
"""The kinds of line in the log of a case: a paper told the common day; it told that the day has moved."""
APART = frozenset({CaseState.REFUSED, CaseState.NOT_REQUIRED})


@dataclass(frozen=True, slots=True, kw_only=True)
class JointDue:
    """The last day on which all these licences are decided; None while one of them stands still.

    `asks` is the body that may ask to lengthen it, `extended` by how much it was lengthened.
    """

    licences: int
    bodies: int
    due_on: date | None
    asks: str
    extended: str = ""
    basis: str = JOINT.basis.citation


def joint_due_of(application: UUID, *, actor: Actor) -> JointDue | None:
    """None when no law sets a common limit, before anything was accepted, or when all is decided; one query."""
    rows: list[Any] = list(
        Case.objects.filter(application_ref=application, item_type=ItemType.LICENSING)
        .annotate(lengthened=Subquery(_approved().values("detail")[:1]))
        .defer(*UNLISTED)
        .order_by("place")
    )
    together = licences_together(rows)
    if not any(allowed(actor, Action.CASE_READ, row) for row in together):
        return None
    given = [row.lengthened for row in rows[:1] if row.lengthened]
    clock = joint_clock(together, given=given)
    if not clock.open:
        return None
    return JointDue(
        licences=len(together),
        bodies=len({row.body_code for row in together}),
        due_on=clock.due_on,
        asks=in_charge(together).body_code,
        extended="、".join(span.label for span in clock.extensions),
    )


def licences_together(rows: Collection[Case]) -> list[Case]:
    """The licences of one application when several bodies decide about them; else nothing."""
    found = [row for row in rows if row.item_type == ItemType.LICENSING and row.state not in APART]
    return found if len({row.body_code for row in found}) >= TOGETHER else []


def in_charge(together: Sequence[Case]) -> Case:
    """The licence of the lead body (牵头部门), which asks for all; of the first body where that one has none."""
    return next((row for row in together if row.body_code == row.lead_code), together[0])


def joint_clock(together: Collection[Case], *, given: Collection[dict[str, Any]]) -> ClockReading:
    """The clock over these licences, lengthened by what was approved (details of requests)."""
    if not together:
        return ClockReading()
    extended = [Lengthening(_span(detail), Approver.GOVERNMENT_HEAD) for detail in given]
    logs = [file_of(row).log for row in together]
    return read_joint_clock(logs, calendar=calendar_of(next(iter(together))), extended=extended)


def lengthened_before(application: UUID, *, but: UUID | None = None) -> list[dict[str, Any]]:
    """The details of the requests that were approved for this application."""
    rows = Approval.objects.filter(case__application_ref=application, action=LENGTHEN_JOINT)
    approved = rows.filter(state=ApprovalState.APPROVED).values_list("public_id", "detail")
    return [detail for public_id, detail in approved if public_id != but]


def lengthened_among(applications: Collection[UUID]) -> frozenset[UUID]:
    """Those of these applications whose common day a paper has told."""
    rows = Approval.objects.filter(action=LENGTHEN_JOINT, state=ApprovalState.APPROVED)
    found = rows.filter(case__application_ref__in=applications).values_list("case__application_ref", flat=True)
    return frozenset(found)


def moved_joint_day(rows: Sequence[Case]) -> MovedSharedDay | None:
    """None where no paper told it, where it stands as it was told, or where the calendar is not why it moved."""
    together = licences_together(rows)
    told = _last_told(together)
    if told is None or not told["new"]:
        return None
    lead, old = in_charge(together), date.fromisoformat(told["new"])
    clock = joint_clock(together, given=lengthened_before(lead.application_ref))
    if not (clock.open and clock.started_on and clock.due_on) or clock.due_on == old:
        return None
    counted_by = calendar_of_case(lead.bundle, lead.bundle_version, counted_by=told["calendar"])
    changed = changed_days(counted_by, calendar_of(lead))
    last = max(old, clock.due_on)
    reasons = tuple(words for day, words in changed.items() if clock.started_on < day <= last)
    if not reasons:
        return None
    return MovedSharedDay(
        lead=lead, item=ALL_TOGETHER, limit=JOINT_LIMIT, line=JOINT_TOLD_ANEW, old=old, new=clock.due_on,
        calendar=calendar_of(lead).version, reasons=reasons,
    )  # fmt: skip


def _last_told(together: Collection[Case]) -> dict[str, Any] | None:
    if not together:
        return None
    lines = ActionRow.objects.filter(subject_kind=SUBJECT, subject_id__in=[row.public_id for row in together])
    line = lines.filter(kind__in=(JOINT_TOLD, JOINT_TOLD_ANEW)).order_by("id").last()
    return line.payload if line else None


def _approved() -> Any:
    rows = Approval.objects.filter(case__application_ref=OuterRef("application_ref"), action=LENGTHEN_JOINT)
    return rows.filter(state=ApprovalState.APPROVED).order_by("id")


def _span(detail: dict[str, Any]) -> Span:
    return Span(detail["by"][0], Unit(detail["by"][1]))
