"""What a correction notice asked for did not come by its day: the cases it names end, and what waits for them.

Source: the day is a local parameter, named in the notice with this consequence; without one nothing lapses.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.core.lifecycle import CaseAction
from onething.modules.handling.docket import load_docket
from onething.modules.handling.services.deem import HOUSE, MOST_AT_ONCE
from onething.modules.handling.services.settle import settle
from onething.modules.intake.api import lapse_correction, overdue_corrections
from onething.platform.clock import legal_day


def lapse_corrections(now: datetime) -> int:
    """End what was not put right in time, each application in its own transaction; returns how many."""
    late = overdue_corrections(today=legal_day(now), at_most=MOST_AT_ONCE)
    return sum(_lapse(application, now) for application in late)


@transaction.atomic
def _lapse(application: UUID, now: datetime) -> bool:
    """A supply that came first wins: the notice is then no longer open."""
    term = lapse_correction(application=application, today=legal_day(now), now=now)
    if not term:
        return False
    docket = load_docket(application=application, actor=HOUSE, now=now)
    for row in docket.rows:
        if row.awaits_correction:
            docket.move(row, CaseAction.LAPSE, ground=term)
    settle(docket)
    return True
