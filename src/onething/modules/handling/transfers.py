"""What a step of a case means for its body's own system: accepted cases go there, and it hears once that a case has ended."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from onething.core.calendar import Calendar
from onething.core.lifecycle import IN_REVIEW, UNDECIDED, CaseAction
from onething.modules.exchange.api import Act
from onething.modules.handling.connectors.configured import department_of, departments
from onething.modules.handling.definitions import service_hours
from onething.modules.handling.domain.departments import WayOfWork
from onething.modules.handling.domain.letters import Letter
from onething.modules.handling.domain.rekeying import late_from
from onething.modules.handling.domain.stored import STATES
from onething.modules.handling.models import Case, Transfer
from onething.platform.outbox.api import NewWork, enqueue_all

TRANSFER = "handling.transfer"
SUCCEEDED = "succeeded"
"""The line in the log of a case that another body goes on with it; its payload names the `former` one."""
HANDS_OVER = frozenset(
    {CaseAction.ACCEPT, CaseAction.ACCEPT_DEFERRED, CaseAction.ACCEPT_PLEDGED, CaseAction.DEEM_ACCEPTED}
)


def pass_on(rows: Collection[Case], acts: Sequence[Act], *, calendar: Calendar, now: datetime) -> None:
    """In the step's transaction: what is to be handed over, and what is to be told. Nothing for bodies at the desk."""
    _close([act.case for act in acts if act.action is CaseAction.REOPEN], now)
    elsewhere = {row.public_id: row for row in rows if row.body_code in departments()}
    if not elsewhere:
        return
    touched = [(elsewhere[act.case], act.action) for act in acts if act.case in elsewhere]
    accepted = _first_time([row for row, action in touched if action in HANDS_OVER])
    if accepted:
        Transfer.objects.bulk_create([_transfer(row, calendar, now) for row in accepted])
    if works := [*_hand_overs(accepted), *_endings(touched)]:
        enqueue_all(works)


def succeed(rows: Collection[Case], *, former: str, calendar: Calendar, now: datetime) -> None:
    """Another body goes on with these cases in its own way: the system they were in hears that they left, the next gets them."""
    left = {row.case_id: row for row in Transfer.objects.filter(case__in=rows)}
    Transfer.objects.filter(case__in=rows).delete()
    at_work = [row for row in rows if STATES[row.state] in IN_REVIEW]
    elsewhere = [row for row in at_work if row.body_code in departments()]
    Transfer.objects.bulk_create([_transfer(row, calendar, now) for row in elsewhere])
    gone = [_farewell(row, former) for row in at_work if row.pk in left and _way(former) is WayOfWork.CONNECTOR]
    if works := [*gone, *_hand_overs(elsewhere)]:
        enqueue_all(works)


def _close(reopened: Collection[UUID], now: datetime) -> None:
    """What a former way of work still says of a case that was taken up anew counts no more."""
    if reopened:
        Transfer.objects.filter(case__public_id__in=reopened, over_at__isnull=True).update(over_at=now)


def _farewell(row: Case, former: str) -> NewWork:
    told = {"letter": Letter.ENDED.value, "left": former, "to": row.body_name}
    return NewWork(topic=TRANSFER, subject=row.public_id, payload=told)


def _way(body_code: str) -> WayOfWork:
    return department_of(body_code).way


def _first_time(accepted: Collection[Case]) -> list[Case]:
    """A case that was reopened after its end stays at the desk: the other system has closed it."""
    known = Transfer.objects.filter(case__in=accepted).values_list("case_id", flat=True) if accepted else ()
    before = set(known)
    return [row for row in accepted if row.pk not in before]


def _transfer(row: Case, calendar: Calendar, now: datetime) -> Transfer:
    way = _way(row.body_code)
    late_at = late_from(calendar, came=now, hours=service_hours()) if way is WayOfWork.REKEY else None
    return Transfer(case=row, body_code=row.body_code, way=way.value, created_at=now, late_at=late_at)


def _hand_overs(accepted: Collection[Case]) -> Iterator[NewWork]:
    for row in accepted:
        if _is_connected(row):
            yield NewWork(topic=TRANSFER, subject=row.public_id, payload={"letter": Letter.HANDED_OVER.value})


def _endings(touched: Collection[tuple[Case, CaseAction]]) -> Iterator[NewWork]:
    """Each ending once: a later step of the same case, such as its delivery, tells nothing new."""
    for row in {row.public_id: row for row, _ in touched}.values():
        if _is_connected(row) and row.accepted_on and STATES[row.state] not in UNDECIDED:
            told = f"{TRANSFER}:ended:{row.public_id}"
            yield NewWork(topic=TRANSFER, subject=row.public_id, payload={"letter": Letter.ENDED.value}, dedupe=told)


def _is_connected(row: Case) -> bool:
    return _way(row.body_code) is WayOfWork.CONNECTOR
