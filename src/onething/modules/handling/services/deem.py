"""Silence counts: what nobody answered in time (five working days, or on the spot) is accepted from its receipt.

Source: 行政许可法 第三十二条第一款第四项.
"""

from datetime import datetime
from uuid import UUID

from onething.core.lifecycle import CaseAction, CaseState
from onething.modules.handling import notices, promise_notices
from onething.modules.handling.docket import load_docket
from onething.modules.handling.domain.dispatch import decide_acceptance
from onething.modules.handling.events import CaseAccepted
from onething.modules.handling.models import Case
from onething.modules.handling.services.keep_promises import begin_days
from onething.modules.handling.services.settle import event_of, settle
from onething.modules.handling.services.void_papers import void_notice
from onething.platform.outbox.api import MOST_AT_ONCE, one_by_one, resting, step
from onething.platform.permissions import HOUSE

DUTY = "deem accepted"
UNTOLD = (CaseState.RECEIVED, CaseState.CORRECTING)
"""Nothing was told, or where delivery counts the notice has not reached the applicant: only then such a case has a day."""


def deem_accepted(now: datetime) -> int:
    """Accept what was left unanswered, each application in its own transaction; returns how many."""
    late = Case.objects.filter(state__in=UNTOLD, due_at__lt=now).exclude(application_ref__in=resting(DUTY, now=now))
    applications = dict.fromkeys(late.order_by("due_at").values_list("application_ref", flat=True)[:MOST_AT_ONCE])
    return one_by_one(applications, lambda one: _deem(one, now), duty=DUTY, now=now)


@step()
def _deem(application: UUID, now: datetime) -> bool:
    """The clock of the decision starts on the day of receipt; the applicant gets the same notice as ever."""
    docket = load_docket(application=application, actor=HOUSE, now=now)
    silent = [row for row in docket.rows if row.state in UNTOLD and row.due_at < now]
    untold = [row for row in silent if row.awaits_correction]
    for row in silent:
        docket.move(row, CaseAction.DEEM_ACCEPTED, on=row.opened_on)
    if silent:
        for case in decide_acceptance(docket.files()):
            if case.accepted_ahead:
                docket.accept_ahead(docket.row(case.key))
        owed = promise_notices.materials_owed(docket, begin_days(docket))
        settle(docket, *(event_of(CaseAccepted, docket, row) for row in silent))
        notices.acceptance(docket, silent, owed=owed, untold=untold)
        promise_notices.deferral(docket, owed)
    if untold:
        void_notice(docket, untold)
    return bool(silent)
