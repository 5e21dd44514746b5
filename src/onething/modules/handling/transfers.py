"""What a step of a case means for its body's own system: accepted cases go there, and it hears once that a case has ended."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from onething.core.calendar import Calendar
from onething.core.lifecycle import UNDECIDED, CaseAction
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
HANDS_OVER = frozenset(
    {CaseAction.ACCEPT, CaseAction.ACCEPT_DEFERRED, CaseAction.ACCEPT_PLEDGED, CaseAction.DEEM_ACCEPTED}
)


def pass_on(rows: Collection[Case], acts: Sequence[Act], *, calendar: Calendar, now: datetime) -> None:
    """In the step's transaction: what is to be handed over, and what is to be told. Nothing for bodies at the desk."""
    elsewhere = {row.public_id: row for row in rows if row.body_code in departments()}
    if not elsewhere:
        return
    touched = [(elsewhere[act.case], act.action) for act in acts if act.case in elsewhere]
    accepted = _first_time([row for row, action in touched if action in HANDS_OVER])
    if accepted:
        Transfer.objects.bulk_create([_transfer(row, calendar, now) for row in accepted])
    if works := [*_hand_overs(accepted), *_endings(touched)]:
        enqueue_all(works)


def _first_time(accepted: Collection[Case]) -> list[Case]:
    """A case that was reopened after its end stays at the desk: the other system has closed it."""
    known = Transfer.objects.filter(case__in=accepted).values_list("case_id", flat=True) if accepted else ()
    before = set(known)
    return [row for row in accepted if row.pk not in before]


def _transfer(row: Case, calendar: Calendar, now: datetime) -> Transfer:
    way = department_of(row.body_code).way
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
    return department_of(row.body_code).way is WayOfWork.CONNECTOR
