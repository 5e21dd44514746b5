"""Key a case into the system of its body by hand (二次录入): what was keyed, under which number there, by whom; late ones are told."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from onething.core.lifecycle import IN_REVIEW, CaseAction, CaseState
from onething.modules.handling.docket import Docket, load_docket, load_docket_of
from onething.modules.handling.domain.concerns import REKEYING_LATE
from onething.modules.handling.domain.departments import WayOfWork
from onething.modules.handling.domain.rekeying import decide_keyed, decide_ticks
from onething.modules.handling.domain.stored import STATES
from onething.modules.handling.errors import CaseNotFound, MoveRefused
from onething.modules.handling.models import Case, Transfer
from onething.platform.outbox.api import MOST_AT_ONCE, one_by_one, resting
from onething.platform.permissions import HOUSE, Action, Actor

DUTY = "alarm re-keying"
OVER = "这个办件已经作出决定或已经结束，不用再录入。请刷新页面看最新情况。"
KEYED = "这个办件已经录完，受理号是 {}。请刷新页面看最新情况。"


@transaction.atomic
def save_ticks(
    *, case: UUID, needed: Collection[str], ticked: Collection[str], version: int, actor: Actor, now: datetime
) -> None:
    """Keep what was keyed in so far; the log says which points were ticked or unticked."""
    docket, row, transfer = _open(case, version=version, actor=actor, now=now)
    _tick(docket, row, transfer, decide_ticks(needed, ticked))
    docket.save()


@transaction.atomic
def finish_rekeying(
    *,
    case: UUID,
    needed: Collection[str],
    ticked: Collection[str],
    number_there: str,
    version: int,
    actor: Actor,
    now: datetime,
) -> None:
    """Everything stands in the other system under this number; the case is at work there."""
    docket, row, transfer = _open(case, version=version, actor=actor, now=now)
    number = number_there.strip()
    if gaps := decide_keyed(needed, ticked, number):
        raise MoveRefused(gaps)
    transfer.arrived_at, transfer.number_there, transfer.officer = now, number, actor.account
    _tick(docket, row, transfer, decide_ticks(needed, ticked))
    docket.note(row, "rekeyed", payload={"number_there": number})
    row.officer = actor.account
    if STATES[row.state] is CaseState.ACCEPTED:
        docket.move(row, CaseAction.REVIEW)
    docket.save()


def alarm_rekeying(now: datetime) -> int:
    """Tell, once, of each case that should have been keyed in by now; returns how many."""
    late = Transfer.objects.filter(arrived_at__isnull=True, alarmed=False, late_at__lte=now, over_at__isnull=True)
    waiting = late.filter(case__state__in=IN_REVIEW).exclude(case__application_ref__in=resting(DUTY, now=now))
    applications = dict.fromkeys(
        waiting.order_by("late_at", "id").values_list("case__application_ref", flat=True)[:MOST_AT_ONCE]
    )
    return one_by_one(applications, lambda one: _alarm(one, now), duty=DUTY, now=now)


@transaction.atomic
def _alarm(application: UUID, now: datetime) -> int:
    docket = load_docket(application=application, actor=HOUSE, now=now)
    rows = {row.pk: row for row in docket.rows}
    late = Transfer.objects.filter(
        case__in=rows, arrived_at__isnull=True, alarmed=False, late_at__lte=now, over_at__isnull=True
    )
    found = list(late.filter(case__state__in=IN_REVIEW))
    for transfer in found:
        docket.note(rows[transfer.case_id], REKEYING_LATE, payload={})
    Transfer.objects.filter(pk__in=[transfer.pk for transfer in found]).update(alarmed=True)
    if found:
        docket.save()
    return len(found)


def _open(case: UUID, *, version: int, actor: Actor, now: datetime) -> tuple[Docket, Case, Transfer]:
    """The case and what was keyed of it, locked; TakenOver when somebody else saved meanwhile."""
    docket, row = load_docket_of(case=case, action=Action.CASE_REVIEW, version=version, actor=actor, now=now)
    transfer = Transfer.objects.filter(Q(case=row), way=WayOfWork.REKEY).first()
    if transfer is None:
        raise CaseNotFound
    if STATES[row.state] not in IN_REVIEW:
        raise MoveRefused({"": OVER})
    if transfer.arrived_at:
        raise MoveRefused({"": KEYED.format(transfer.number_there)})
    return docket, row, transfer


def _tick(docket: Docket, row: Case, transfer: Transfer, ticked: tuple[str, ...]) -> None:
    before = set(transfer.ticked)
    changes = {"ticked": sorted(set(ticked) - before), "unticked": sorted(before - set(ticked))}
    transfer.ticked = list(ticked)
    transfer.save(update_fields=["ticked", "arrived_at", "number_there", "officer"])
    if any(changes.values()):
        docket.note(row, "rekeying", payload=changes)
