"""The end of every step: what it sets in motion, one write, then the events for the rooms above."""

from typing import Any

from onething.core.lifecycle import CaseAction
from onething.modules.handling.docket import Docket
from onething.modules.handling.events import ApplicationFinished, CaseAccepted, CaseEvent, CaseOpened
from onething.modules.handling.models import Case
from onething.modules.intake.api import finish_application
from onething.platform.events import Event, record
from onething.platform.outbox.api import enqueue

CONCLUSION = "handling.conclusion"
EVENTS: dict[CaseAction, type[CaseEvent]] = {
    CaseAction.OPEN: CaseOpened,
    CaseAction.OPEN_CORRECTING: CaseOpened,
    CaseAction.ACCEPT: CaseAccepted,
}


def settle(docket: Docket, *events: Event) -> None:
    """Dispatch the waiting cases, write everything, close a finished application, record what happened."""
    found = docket.dispatch()
    docket.save()
    application = docket.rows[0].application_ref
    if found.finished:
        finish_application(application=application, now=docket.now)
        steps = sum(row.log_length for row in docket.rows)  # what was taken up anew ends once more
        enqueue(CONCLUSION, payload={}, subject=application, dedupe=f"{CONCLUSION}:{application}:{steps}")
    followed = [
        event_of(EVENTS[action], docket, docket.row(step.key))
        for step in found.consequences
        for action in step.actions
        if action in EVENTS
    ]
    finished = [ApplicationFinished(application=application, at=docket.now)]
    for event in (*events, *followed, *(finished if found.finished else ())):
        record(event)


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
