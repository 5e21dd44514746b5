"""The applicant hears that there is something to pay; no amount and no link stands in a message."""

from datetime import datetime

from onething.modules.handling.api import Case, Occasion, tell_applicant
from onething.modules.notify.api import MessageKind
from onething.modules.payments.models import Order


def tell_of_order(row: Order, occasion: str, *, now: datetime) -> None:
    """Once an occasion; nothing while nothing is owed."""
    case = Case.objects.filter(application_ref=row.application).order_by("place").first()
    if row.owed_fen and case:
        news = Occasion(key=f"order:{row.public_id}:{occasion}", at=now)
        tell_applicant(case, MessageKind.FEE, news, now=now)
