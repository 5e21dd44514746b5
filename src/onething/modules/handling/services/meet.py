"""What a joint session does to the clocks of its licences: they stand still while what the law does not count takes place.

Source: 行政许可法 45 (its time is not counted, and told in writing); of other matters than licences it says nothing. The
room of joint sessions calls these; it has checked who may do so.
"""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from onething.core.calendar import Span
from onething.core.lifecycle import IN_REVIEW, Ground
from onething.modules.handling.docket import Docket, load_docket
from onething.modules.handling.domain.standing import Stop
from onething.modules.handling.domain.stored import STATES
from onething.modules.handling.models import Case
from onething.modules.handling.notices import is_licensing
from onething.modules.handling.services.stop_clock import go_on, stand_still, stands_still
from onething.modules.papers.api import PaperInfo
from onething.platform.permissions import HOUSE


@transaction.atomic
def begin_session(
    *, application: UUID, cases: Collection[UUID], ground: Ground, reason: str, expected: Span, on: date, now: datetime
) -> tuple[UUID, ...]:
    """Of these cases the licences stand still from the day `on`; returns which do so for this.

    Where an officer has stopped the clock for the same ground, it is the officer who ends that.
    """
    docket = load_docket(application=application, actor=HOUSE, now=now)
    rows = [row for row in _named(docket, cases) if _counts(row) and not stands_still(row, ground)]
    if rows:
        stand_still(docket, rows, Stop(ground=ground, reason=reason, expected=expected), on=on)
    return tuple(row.public_id for row in rows)


@transaction.atomic
def end_session(
    *, application: UUID, cases: Collection[UUID], ground: Ground, outcome: str, now: datetime
) -> tuple[PaperInfo, ...]:
    """Time counts again from tomorrow; a case that ended or went on meanwhile is left alone."""
    docket = load_docket(application=application, actor=HOUSE, now=now)
    rows = [row for row in _named(docket, cases) if stands_still(row, ground)]
    return go_on(docket, rows, ground, outcome) if rows else ()


def _named(docket: Docket, cases: Collection[UUID]) -> list[Case]:
    """By body, the order in which several papers of a kind are numbered."""
    return sorted((row for row in docket.rows if row.public_id in cases), key=lambda row: row.body_code)


def _counts(row: Case) -> bool:
    return is_licensing(row) and STATES[row.state] in IN_REVIEW
