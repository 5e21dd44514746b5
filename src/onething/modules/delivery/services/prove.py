"""The proof of service (送达回证) of what left the house together, written once by the worker."""

from uuid import UUID

from django.db import transaction

from onething.modules.delivery.models import HandOver
from onething.modules.handling.api import prove_service
from onething.platform.outbox.api import GiveUp, Work
from onething.platform.permissions import Actor, Role


@transaction.atomic
def prove_hand_over(work: Work) -> None:
    """However often the work is done, one paper, in the name of whoever handed the results over."""
    rows = list(HandOver.objects.select_for_update().filter(case__in=work.payload["cases"]).order_by("id"))
    if not rows:
        raise GiveUp("没有这样的出件记录")
    first = rows[0]
    if first.proof:
        return
    paper = prove_service(
        application=first.application,
        cases={UUID(case) for case in work.payload["cases"]},
        receiver=first.receiver,
        way=first.way,
        served_at=first.at,
        tracking=first.tracking,
        actor=Actor(role=Role.SYSTEM, account=first.handed_by, channel="worker"),
        now=work.now,
    )
    HandOver.objects.filter(pk__in=[row.pk for row in rows]).update(proof=paper.public_id)
