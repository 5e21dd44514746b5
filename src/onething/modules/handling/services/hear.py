"""What a hearing does to its case: the clock stands still meanwhile, and the decision is made on its record.

Source: 行政许可法 45 (its time is not counted, and told in writing), 48(2) (decided on the record). The room of hearings
calls these; it has checked who may do so.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from onething.core.calendar import Span
from onething.core.lifecycle import Ground
from onething.modules.handling.docket import load_docket, load_docket_of
from onething.modules.handling.domain.standing import Stop
from onething.modules.handling.services.stop_clock import go_on, stand_still, stands_still
from onething.platform.permissions import Action, Actor


@transaction.atomic
def begin_hearing(*, case: UUID, reason: str, expected: Span, on: date, actor: Actor, now: datetime) -> None:
    """From the day `on` the time is not counted."""
    docket, row = load_docket_of(case=case, action=Action.CASE_READ, version=None, actor=actor, now=now)
    row.accompanied = True
    stand_still(docket, [row], Stop(ground=Ground.HEARING, reason=reason, expected=expected), on=on)


@transaction.atomic
def end_hearing(*, application: UUID, case: UUID, outcome: str, record: str, actor: Actor, now: datetime) -> None:
    """Time counts again from tomorrow; what is decided from now on cites the record, where there is one.

    A case that ended meanwhile has no clock any more; whoever ended it may have no right to read it.
    """
    docket = load_docket(application=application, actor=actor, now=now)
    row = next(row for row in docket.rows if row.public_id == case)
    row.heard_in = record
    if stands_still(row, Ground.HEARING):
        go_on(docket, [row], Ground.HEARING, outcome)
