"""What the head of a body approves about a case: asked for by an officer, approved on the same day or once the person was heard."""

from datetime import timedelta

from builders.cases import LAW, MONDAY, REGION, officer
from onething.core.lifecycle import CaseAction, RevocationCause
from onething.modules.handling.api import Case, Rejection, approve, ask_approval
from onething.modules.handling.domain.approvals import Wish
from onething.platform.database import new_public_id
from onething.platform.permissions import Actor, Role

DAY = timedelta(days=1)


def approved(row: Case, wish: Wish, *, days: int, heard: int = 0) -> None:
    """Asked for so many days after the Monday, and approved when the person was heard."""
    now, body = MONDAY + days * DAY, row.body_code
    asked = ask_approval(case=row.public_id, version=row.row_version, wish=wish, actor=officer(body), now=now)
    head = Actor(role=Role.BODY_HEAD, account=new_public_id(), body_code=body, region_path=REGION, channel="desk")
    approve(approval=asked.public_id, actor=head, now=now + heard * DAY, harmless=True)


def take_up_anew(row: Case, *, days: int) -> None:
    """The head reopens what ended, or what was revoked."""
    approved(row, Wish(action=CaseAction.REOPEN, reason="原结论认定事实有误"), days=days)


def undo_decision(row: Case, *, days: int, heard: int = 0, cause: RevocationCause | None = None) -> None:
    """The head revokes what was granted, once the person was heard (a licence for its cause), or takes back what was denied."""
    wrong = Rejection(facts="出生记录与医院档案不一致", reason="原决定认定事实有误", law=LAW)
    wish = Wish(action=CaseAction.REVOKE, reason="原决定有误", rejection=wrong, cause=cause)
    approved(row, wish, days=days, heard=heard)
