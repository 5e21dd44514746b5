"""Reactions inside the transaction: a result of a case that is taken up anew was not delivered yet, nor told to be ready."""

from onething.modules.delivery.models import HandOver, SlipLine
from onething.modules.handling.api import CaseReopened


def when_reopened(event: CaseReopened) -> None:
    """The earlier hand-over stands in the log of the case and on its proof of service."""
    HandOver.objects.filter(case__public_id=event.case).delete()
    SlipLine.objects.filter(case__public_id=event.case).delete()
