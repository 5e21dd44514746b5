"""What a case charged that ended before it was accepted is not owed: looked at until every such case is accepted or ended, and before money is taken."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from onething.core.lifecycle import BEFORE_ACCEPTANCE, CaseState
from onething.modules.handling.api import Case, CaseInfo, cases_of_all
from onething.modules.payments.domain.lines import read_lines, without_ended
from onething.modules.payments.models import Order
from onething.modules.payments.services.balance import owe
from onething.modules.payments.storing import lock_own, note, save
from onething.platform.outbox.api import AGAIN, one_by_one, resting
from onething.platform.permissions import HOUSE, Action, Actor

DUTY = "let fees fall"
MOST_AT_ONCE = 100
LOOKED_AFTER = timedelta(minutes=10)
ENDED = frozenset({CaseState.REFUSED, CaseState.NOT_REQUIRED, CaseState.WITHDRAWN, CaseState.TERMINATED})


def let_fees_fall(now: datetime) -> object:
    """Go through the orders that were looked at longest ago; how many owe less than before, or AGAIN."""
    lately = Q(looked_at__gt=now - LOOKED_AFTER, looked_at__lte=now)  # a clock that ran ahead says nothing
    watched = Order.objects.filter(Q(looked_at=None) | ~lately, watched=True)
    watched = watched.exclude(public_id__in=resting(DUTY, now=now)).order_by(F("looked_at").asc(nulls_first=True), "id")
    keys = list(watched.values_list("public_id", flat=True)[:MOST_AT_ONCE])
    fallen = one_by_one(keys, lambda one: _look_again(one, now), duty=DUTY, now=now)
    return AGAIN if len(keys) == MOST_AT_ONCE else fallen


def ended_early(cases: Iterable[Case | CaseInfo]) -> frozenset[str]:
    """The keys of those that ended before they were accepted."""
    return frozenset(case.key for case in cases if case.state in ENDED and not case.accepted_on)


@transaction.atomic
def look_before(application: UUID, *, action: Action, actor: Actor, now: datetime) -> bool:
    """Before the actor pays or takes money: whether less is owed than the pages said. OrderNotFound."""
    row = lock_own(application, action=action, actor=actor)
    return row.watched and _look(row, now)


@transaction.atomic
def _look_again(order: UUID, now: datetime) -> bool:
    return _look(Order.objects.select_for_update().get(public_id=order), now)


def _look(row: Order, now: datetime) -> bool:
    """The cases are read under the lock of the order: one that is taken up anew meanwhile owes again after this."""
    lines = read_lines(row.lines)
    cases = cases_of_all([row.application], actor=HOUSE)
    charged = [case for case in cases if case.key in {line.case for line in lines}]
    left = without_ended(lines, ended_early(charged))
    row.watched = any(case.state in BEFORE_ACCEPTANCE for case in charged)
    row.looked_at = now
    if left == lines:
        row.save(update_fields=["watched", "looked_at"])
        return False
    owe(row, left, now=now)
    save(row)
    note(row, "let_fall", actor=HOUSE, now=now, payload={"owed_fen": row.owed_fen})
    return True
