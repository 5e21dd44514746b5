"""Another body exercises the duty from its day on (职责划转): every case of it changes hands, and no clock notices.

All cases go, those that ended too: whoever goes on with the duty may undo what was decided, and is sued for it
(行政诉讼法 第二十六条第六款). Who handles what is told to those whose case is not over.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from onething.core.lifecycle import DECIDED, UNDECIDED
from onething.modules.handling import transfers
from onething.modules.handling.docket import Docket, load_docket
from onething.modules.handling.domain.stored import STATES
from onething.modules.handling.events import BodySucceeded
from onething.modules.handling.models import Approval, AutomaticDecision, Case, Concern
from onething.modules.handling.notices import issue_for
from onething.modules.handling.services.settle import about_case
from onething.modules.handling.storing import write_body
from onething.modules.handling.transfers import SUCCEEDED
from onething.modules.identity.api import officers_of
from onething.modules.organisation.api import BodyInfo, Succession, bodies, mark_moved, successions_to_move
from onething.modules.papers.api import MovedItem, SuccessionNotice, hand_on
from onething.modules.pledge.api import hand_checks_on
from onething.platform.clock import legal_day
from onething.platform.events import record
from onething.platform.outbox.api import AGAIN, MOST_AT_ONCE, one_by_one, resting, step
from onething.platform.permissions import HOUSE

DUTY = "move the cases of a body that another succeeds"
LINGERS = timedelta(hours=1)
"""What was being filed while the government said yes comes as well."""
NOT_OVER = (*UNDECIDED, *DECIDED)


def move_succeeded(now: datetime) -> object:
    """The worker's duty: some applications of every succession in force, and again at once while there are more."""
    moved = [_move_some(one, now) for one in successions_to_move(on=legal_day(now))]
    return AGAIN if max(moved, default=0) >= MOST_AT_ONCE else None


def _move_some(one: Succession, now: datetime) -> int:
    """So many cases of the former body as one turn takes; without any it is over, an hour after it was settled."""
    rows = Case.objects.filter(body_code=one.former, **({"item__in": one.items} if one.items else {}))
    if not rows.exists():
        if now - one.settled_at >= LINGERS:
            mark_moved(one.public_id, now=now)
        return 0
    successor = bodies({one.successor})[one.successor]
    left = rows.exclude(application_ref__in=resting(DUTY, now=now)).order_by("id")
    applications = set(left.values_list("application_ref", flat=True)[:MOST_AT_ONCE])
    staff = {officer.account for officer in officers_of(successor.code, on=legal_day(now))}
    move = partial(_move, one=one, successor=successor, staff=staff, now=now)
    return one_by_one(applications, move, duty=DUTY, now=now)


@step()
def _move(application: UUID, *, one: Succession, successor: BodyInfo, staff: Collection[UUID], now: datetime) -> int:
    """The cases of one application, with everything that hangs on them."""
    docket = load_docket(application=application, actor=HOUSE, now=now)
    rows = [row for row in docket.rows if one.takes(body=row.body_code, item=row.item)]
    if not rows:
        return 0
    former_name = rows[0].body_name
    _write(docket, rows, one, successor, staff)
    _hand_on(docket, rows, one)
    for row in rows:
        if row.accompanied:
            record(BodySucceeded(**about_case(docket, row), body_code=successor.code, body_name=successor.name))
    if told := [row for row in rows if STATES[row.state] in NOT_OVER]:
        _tell(docket, told, one, former_name)
    return len(rows)


def _write(docket: Docket, rows: Sequence[Case], one: Succession, successor: BodyInfo, staff: Collection[UUID]) -> None:
    """Whoever goes over with the duty keeps the cases under their name; the others wait for somebody to take them on."""
    for row in rows:
        told = {"former": one.former, "from": row.body_name, "to": successor.name, "succession": str(one.public_id)}
        docket.note(row, SUCCEEDED, payload=told, document=one.document)
        row.officer = row.officer if row.officer in staff else None
    docket.save()
    write_body(rows, successor)
    _follow_lead(docket, one)


def _follow_lead(docket: Docket, one: Succession) -> None:
    """Of a whole body the successor leads as well what it led (牵头部门)."""
    led = [row for row in docket.rows if row.lead_code == one.former] if one.is_whole else []
    for row in led:
        row.lead_code = one.successor
    if led:
        Case.objects.filter(pk__in=[row.pk for row in led]).update(lead_code=one.successor)


def _hand_on(docket: Docket, rows: Sequence[Case], one: Succession) -> None:
    """Requests to the head, decisions by rule, what a supervisor looks at, after-checks, papers, and the case in the system of the body."""
    keys = [row.pk for row in rows]
    for hanging in (Approval, AutomaticDecision, Concern):
        hanging.objects.filter(case__in=keys).update(body_code=one.successor)
    cases = [row.public_id for row in rows]
    hand_checks_on(cases=cases, successor=one.successor)
    none_left = all(row.body_code != one.former for row in docket.rows)
    hand_on(
        application=rows[0].application_ref, cases=cases, former=one.former, successor=one.successor, whole=none_left
    )
    transfers.succeed(rows, former=one.former, calendar=docket.calendar, now=docket.now)


def _tell(docket: Docket, rows: Sequence[Case], one: Succession, former_name: str) -> None:
    """One paper for all of them, in the successor's name and under its number."""
    items = tuple(
        MovedItem(item=row.title, number=row.number, state=STATES[row.state].label, due_on=row.due_on) for row in rows
    )
    contents = SuccessionNotice(former=former_name, document=one.document, from_day=one.from_day, items=items)
    issue_for(docket, rows[0], contents, case=rows[0] if len(rows) == 1 else None)
