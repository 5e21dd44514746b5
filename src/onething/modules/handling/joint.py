"""The clock over licences that several bodies decide about together: 45 working days in all, for the applicant and for staff.

Source: 行政许可法 第二十六条第二款、第四十二条第二款. It runs beside the clock of each case and changes none of them.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from onething.core.definitions import ItemType
from onething.core.lifecycle import JOINT, CaseState, fold_case, read_joint_clock
from onething.modules.handling.definitions import calendar_of
from onething.modules.handling.docket import file_of
from onething.modules.handling.models import Case
from onething.modules.handling.queries import UNLISTED
from onething.platform.permissions import Action, Actor, allowed

TOGETHER = 2
"""Bodies: one alone has its own limit (第四十二条第一款)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JointDue:
    """The last day on which all these licences are decided; None while one of them stands still."""

    licences: int
    bodies: int
    due_on: date | None
    basis: str = JOINT.basis.citation


def joint_due_of(application: UUID, *, actor: Actor) -> JointDue | None:
    """None when no law sets a common limit, before anything was accepted, or when all is decided; one query."""
    rows = list(
        Case.objects.filter(application_ref=application, item_type=ItemType.LICENSING)
        .exclude(state__in=(CaseState.REFUSED, CaseState.NOT_REQUIRED))
        .defer(*UNLISTED)
        .order_by("place")
    )
    bodies = {row.body_code for row in rows}
    if len(bodies) < TOGETHER or not any(allowed(actor, Action.CASE_READ, row) for row in rows):
        return None
    clock = read_joint_clock([fold_case(file_of(row).entries) for row in rows], calendar=calendar_of(rows[0]))
    if not clock.open:
        return None
    return JointDue(licences=len(rows), bodies=len(bodies), due_on=clock.due_on)
