"""Licences of several bodies need longer than the law gives them together: the lead body asks, the government answers.

Source: 行政许可法 第四十二条第二款 (四十五日内不能办结的，经本级人民政府负责人批准，可以延长十五日，并应当将延长期限的理由告知申请人).
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.core.lifecycle import JOINT, UNDECIDED, Approver, ClockReading, Lengthening, joint_extension_obstacles
from onething.modules.handling import procedure_notices as notices
from onething.modules.handling.approving import ApprovalInfo, wish_data
from onething.modules.handling.definitions import calendar_of
from onething.modules.handling.docket import Docket, load_docket_of
from onething.modules.handling.domain.approvals import Wish, decide_joint_asker, decide_wish
from onething.modules.handling.domain.stored import STATES
from onething.modules.handling.domain.writing import Gaps
from onething.modules.handling.errors import MoveRefused
from onething.modules.handling.joint import JOINT_TOLD, in_charge, joint_clock, lengthened_before, licences_together
from onething.modules.handling.models import Approval, Case
from onething.modules.handling.services.ask_approval import lay_before
from onething.modules.papers.api import PaperInfo
from onething.platform.permissions import Action, Actor

NOT_TOGETHER = "这份申请没有由两个以上部门共同办理的许可，没有联合办理的期限。"


@transaction.atomic
def ask_joint_extension(*, case: UUID, version: int, wish: Wish, actor: Actor, now: datetime) -> ApprovalInfo:
    """Lay the wish before the head of the government; what the law does not allow is refused before."""
    docket, row = load_docket_of(case=case, action=Action.CASE_REVIEW, version=version, actor=actor, now=now)
    together = licences_together(docket.rows)
    if not together:
        raise MoveRefused({"": NOT_TOGETHER})
    lead = in_charge(together)
    gaps = decide_joint_asker(body=row.body_code, lead=lead.body_code, lead_name=lead.body_name) or decide_wish(wish)
    gaps = gaps or _obstacles(
        docket, joint_clock(together, given=lengthened_before(lead.application_ref)), wish, by=str(actor.account)
    )
    if gaps:
        raise MoveRefused(gaps)
    return lay_before(docket, lead, wish)


def lengthen_joint(docket: Docket, row: Case, wish: Wish, asked: Approval) -> PaperInfo:
    """The common day moves for all who are not done: each case's log says so, and one paper tells the applicant."""
    together = licences_together(docket.rows)
    before = lengthened_before(row.application_ref, but=asked.public_id)
    clock = joint_clock(together, given=before)
    if gaps := _obstacles(docket, clock, wish, by=str(docket.actor.account)):
        raise MoveRefused(gaps)
    after = joint_clock(together, given=[*before, wish_data(wish)])
    told = {
        "approval": str(asked.public_id),
        "old": _iso(clock),
        "new": _iso(after),
        "calendar": calendar_of(row).version,
    }
    for one in _undecided(together):
        docket.note(one, JOINT_TOLD, payload=told, ground=JOINT.basis.citation)
    docket.save()
    return notices.joint_extended(docket, row, wish, former=clock, now=after)


def _obstacles(docket: Docket, clock: ClockReading, wish: Wish, *, by: str) -> Gaps:
    if wish.by is None:
        return decide_wish(wish)
    given = Lengthening(wish.by, Approver.GOVERNMENT_HEAD, by, wish.reason.strip())
    reasons = joint_extension_obstacles(clock, given, on=docket.day)
    return {"": f"不能延长联合办理的期限：{'；'.join(reasons)}。"} if reasons else {}


def _undecided(together: Sequence[Case]) -> list[Case]:
    return [row for row in together if STATES[row.state] in UNDECIDED]


def _iso(clock: ClockReading) -> str | None:
    return clock.due_on.isoformat() if clock.due_on else None
