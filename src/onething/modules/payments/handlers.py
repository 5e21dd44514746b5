"""Reactions inside the transaction: an application with fees gets its order from the worker, after the commit."""

from onething.core.planning import Charge
from onething.modules.intake.api import ApplicationSubmitted
from onething.modules.payments.services.make_order import ORDER
from onething.platform.outbox.api import enqueue


def when_submitted(event: ApplicationSubmitted) -> None:
    """Nothing is written for the many that charge nothing."""
    if any(fee.charge is not Charge.EXEMPT for fee in event.plan.fees):
        enqueue(ORDER, subject=event.application, payload={})
