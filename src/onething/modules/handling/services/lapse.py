"""What a correction notice asked for did not come by its day: the cases it names end, and what waits for them.

Source: the day is a local parameter, named in the notice with this consequence; without one nothing lapses.
"""

from datetime import datetime
from uuid import UUID

from onething.core.lifecycle import CaseAction
from onething.modules.handling import procedure_notices
from onething.modules.handling.docket import load_docket
from onething.modules.handling.domain.notice import read_notice
from onething.modules.handling.models import Case
from onething.modules.handling.services.settle import settle
from onething.platform.clock import legal_day
from onething.platform.outbox.api import MOST_AT_ONCE, one_by_one, resting, step
from onething.platform.permissions import HOUSE

DUTY = "end what was not put right"
REASON = "在补正书写明的日期以前没有补正"


def lapse_corrections(now: datetime) -> int:
    """End what was not put right in time, each application in its own transaction; returns how many."""
    late = Case.objects.filter(awaits_correction=True, correct_by__lt=legal_day(now))
    late = late.exclude(application_ref__in=resting(DUTY, now=now)).order_by("correct_by")
    applications = dict.fromkeys(late.values_list("application_ref", flat=True)[:MOST_AT_ONCE])
    return one_by_one(applications, lambda one: _lapse(one, now), duty=DUTY, now=now)


@step()
def _lapse(application: UUID, now: datetime) -> bool:
    """A supply that came first wins: nothing is awaited then."""
    docket = load_docket(application=application, actor=HOUSE, now=now)
    late = [row for row in docket.rows if row.notice and row.correct_by and row.correct_by < docket.day]
    terms = {read_notice(row.notice or "", case=row.key).term for row in late}
    for row in late:
        docket.move(row, CaseAction.LAPSE, ground=read_notice(row.notice or "", case=row.key).term)
    if late:
        settle(docket)
        procedure_notices.terminated(docket, late, reason=REASON, rule=terms.pop())
    return bool(late)
