"""The applicant hears that there is something to pay, or to get back; no amount and no link stands in a message."""

from datetime import datetime

from onething.modules.handling.api import Case, Occasion, tell_applicant
from onething.modules.notify.api import MessageKind
from onething.modules.payments.models import Order


def tell_of_order(row: Order, occasion: str, *, now: datetime) -> None:
    """Once an occasion; nothing while nothing is owed."""
    if row.owed_fen:
        _tell(row, MessageKind.FEE, occasion, now)


def tell_of_refund(row: Order, *, now: datetime) -> None:
    """Each time that more has come than is owed."""
    _tell(row, MessageKind.REFUND, f"refund:{row.row_version}", now)


def _tell(row: Order, kind: MessageKind, occasion: str, now: datetime) -> None:
    case = Case.objects.filter(application_ref=row.application).order_by("place").first()
    if case:
        tell_applicant(case, kind, Occasion(key=f"order:{row.public_id}:{occasion}", at=now), now=now)
