"""Open cases of an officer go to a colleague of the same body, for a reason that stands in every log (移交)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.modules.handling.docket import load_docket_of
from onething.modules.handling.domain.approvals import decide_reassignment
from onething.modules.handling.errors import CaseNotFound, MoveRefused
from onething.modules.handling.models import OPEN_AT_DESK, Case
from onething.modules.identity.api import officers_of
from onething.platform.clock import legal_day
from onething.platform.permissions import Action, Actor, Role, visible

MOST_AT_ONCE = 500


def reassign(*, giver: UUID | None, taker: UUID | None, reason: str, actor: Actor, now: datetime) -> int:
    """Each application in its own transaction; an officer gives away only what is under his own name. How many."""
    if actor.role is not Role.BODY_HEAD and giver != actor.account:
        raise CaseNotFound
    colleagues = {officer.account for officer in officers_of(actor.body_code, on=legal_day(now))}
    rows = visible(actor, Action.CASE_READ, Case.objects.filter(state__in=OPEN_AT_DESK, officer=giver))
    cases = list(rows.order_by("id").values_list("public_id", flat=True)[:MOST_AT_ONCE]) if giver else []
    receiver = taker if taker in colleagues else None
    if gaps := decide_reassignment(giver=giver, taker=receiver, reason=reason, cases=len(cases)):
        raise MoveRefused(gaps)
    return sum(_pass(case, giver=giver, taker=receiver, reason=reason.strip(), actor=actor, now=now) for case in cases)


@transaction.atomic
def _pass(case: UUID, *, giver: UUID | None, taker: UUID | None, reason: str, actor: Actor, now: datetime) -> bool:
    """A case that moved on meanwhile stays where it is."""
    docket, row = load_docket_of(case=case, action=Action.CASE_READ, version=None, actor=actor, now=now)
    if row.officer != giver or row.state not in OPEN_AT_DESK:
        return False
    row.officer = taker
    docket.note(row, "reassigned", payload={"from": str(giver), "to": str(taker), "because": reason})
    docket.save()
    return True
