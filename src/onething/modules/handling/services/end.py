"""How cases end otherwise than by a decision: the applicant withdraws, or the result reached the applicant."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.core.lifecycle import CaseAction, CaseState
from onething.modules.handling.docket import check_version, load_docket, within_reach
from onething.modules.handling.domain.cases import UNDECIDED
from onething.modules.handling.domain.stored import STATES
from onething.modules.handling.errors import MoveRefused
from onething.modules.handling.services.settle import settle
from onething.platform.permissions import Action, Actor

TOO_LATE = "要撤回的事项都已经作出决定或已经终结，不能再撤回。对决定有异议的，可以依法申请行政复议或提起诉讼。"


@transaction.atomic
def withdraw(
    *, application: UUID, actor: Actor, now: datetime, cases: Collection[UUID] = (), version: int | None = None
) -> tuple[str, ...]:
    """The applicant takes back the application, or these cases of it, before they are decided; names what ended."""
    docket = load_docket(application=application, actor=actor, now=now)
    rows = within_reach(docket, Action.CASE_WITHDRAW)
    check_version(docket, version)
    open_rows = [row for row in rows if STATES[row.state] in UNDECIDED and (not cases or row.public_id in cases)]
    if not open_rows:
        raise MoveRefused({"": TOO_LATE})
    for row in open_rows:
        docket.move(row, CaseAction.WITHDRAW)
    settle(docket)
    return tuple(row.item_name for row in docket.rows if row.state in {CaseState.WITHDRAWN, CaseState.TERMINATED})


def conclude(*, application: UUID, cases: Collection[UUID], actor: Actor, now: datetime) -> None:
    """These granted results reached the applicant. Called by the delivery that handed them over, in its transaction."""
    docket = load_docket(application=application, actor=actor, now=now)
    for row in docket.rows:
        if row.public_id in cases:
            docket.move(row, CaseAction.DELIVER)
    settle(docket)
