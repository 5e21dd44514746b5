"""The window asks the head of the body whether a second correction notice may ask what the first did not (报批).

Source: 行政许可法 32(1)(四): what has to be put right is told once; only what could not be seen then is told later.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.core.lifecycle import CaseAction
from onething.modules.handling.approving import ApprovalInfo
from onething.modules.handling.docket import check_version, load_docket, within_reach
from onething.modules.handling.domain.approvals import Wish, decide_wish
from onething.modules.handling.domain.writing import Defect
from onething.modules.handling.errors import MoveRefused
from onething.modules.handling.notices import lead_of
from onething.modules.handling.services.ask_approval import lay_before
from onething.modules.handling.services.give_notice import check_notice, nameable_of
from onething.platform.permissions import Action, Actor

NOTHING_NEW = "要补正的内容第一次都告知过，不用报批，可以直接发出。"


@transaction.atomic
def ask_for_more(
    *, application: UUID, defects: Sequence[Defect], reason: str, actor: Actor, now: datetime, version: int
) -> ApprovalInfo:
    """Lay the whole second notice before the head of the body that gives it; nothing is told to anybody before."""
    docket = load_docket(application=application, actor=actor, now=now)
    rows = within_reach(docket, Action.CASE_CORRECT)
    check_version(docket, version)
    nameable = nameable_of(rows)
    new = check_notice(docket, defects, nameable=nameable, more_allowed=True)
    wish = Wish(action=CaseAction.ASK_CORRECTION, reason=reason, defects=tuple(defects))
    row = lead_of(docket)
    gaps = decide_wish(wish) if new else {"": NOTHING_NEW}
    if gaps:
        raise MoveRefused(gaps)
    for key in {defect.case for defect in defects}:
        docket.foresee(nameable[key], wish.action)
    return lay_before(docket, row, wish, added=[one.target for one in new])
