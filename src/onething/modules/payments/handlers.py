"""Reactions inside the transaction: an application with fees gets its order from the worker, after the commit; so does one taken up anew."""

from onething.core.planning import Charge
from onething.modules.handling.api import CaseReopened
from onething.modules.intake.api import ApplicationSubmitted
from onething.modules.payments.services.make_order import ORDER
from onething.platform.outbox.api import enqueue


def when_submitted(event: ApplicationSubmitted) -> None:
    """Nothing is written for the many that charge nothing."""
    if any(fee.charge is not Charge.EXEMPT for fee in event.plan.fees):
        enqueue(ORDER, subject=event.application, payload={})


def when_reopened(event: CaseReopened) -> None:
    """What fell when the case ended is owed again; where nothing is charged the worker finds nothing to do."""
    enqueue(ORDER, subject=event.application, payload={})
