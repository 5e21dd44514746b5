"""The end of every step: what it sets in motion, one write, then the events for the rooms above."""

from typing import Any

from onething.core.lifecycle import CaseAction
from onething.modules.handling.docket import Docket
from onething.modules.handling.domain.stored import STATES
from onething.modules.handling.events import CaseAccepted, CaseEnded, CaseEvent, CaseOpened
from onething.modules.handling.models import Case
from onething.platform.events import Event, record
from onething.platform.outbox.api import enqueue

CONCLUSION = "handling.conclusion"
EVENTS: dict[CaseAction, type[CaseEvent]] = {
    CaseAction.OPEN: CaseOpened,
    CaseAction.OPEN_CORRECTING: CaseOpened,
    CaseAction.ACCEPT: CaseAccepted,
}


def settle(docket: Docket, *events: Event) -> None:
    """Dispatch the waiting cases, write everything, leave a finished application to the worker, record what happened."""
    found = docket.dispatch()
    docket.save()
    if found.finished:
        enqueue(CONCLUSION, payload={"at": docket.now.isoformat()}, subject=docket.rows[0].application_ref)
    followed = [
        event_of(EVENTS[action], docket, docket.row(step.key))
        for step in found.consequences
        for action in step.actions
        if action in EVENTS
    ]
    for event in (*events, *followed, *_ended(docket)):
        record(event)


def _ended(docket: Docket) -> list[Event]:
    """After all that may still be refused; plain cases cost nothing."""
    rows = [row for row in docket.rows if row.accompanied and row.closed_at == docket.now]
    return [CaseEnded(**about_case(docket, row), state=STATES[row.state]) for row in rows]


def event_of(kind: type[CaseEvent], docket: Docket, row: Case) -> CaseEvent:
    """The event of this kind about this case."""
    return kind(**about_case(docket, row))


def about_case(docket: Docket, row: Case) -> dict[str, Any]:
    """What every event about a case tells."""
    return {
        "case": row.public_id,
        "application": row.application_ref,
        "key": row.key,
        "item": row.item,
        "actor": docket.actor,
        "at": docket.now,
    }
