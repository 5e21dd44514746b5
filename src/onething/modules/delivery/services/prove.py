"""The proof of service (送达回证) of what left the house together, written once by the worker."""

from uuid import UUID

from django.db import transaction

from onething.modules.delivery.models import HandOver, ServedPaper
from onething.modules.handling.api import prove_service
from onething.platform.outbox.api import GiveUp, Work
from onething.platform.permissions import Actor, Role


@transaction.atomic
def prove_hand_over(work: Work) -> None:
    """However often the work is done, one paper, in the name of whoever handed it over."""
    cases, papers = work.payload["cases"], work.payload.get("papers", [])
    results = HandOver.objects.select_for_update().filter(case__in=cases).order_by("id")
    served = ServedPaper.objects.select_for_update().filter(paper__in=papers).order_by("id")
    rows = [*results, *(served if papers else ())]
    if not rows:
        raise GiveUp("没有这样的出件记录")
    first = rows[0]
    if first.proof:
        return
    paper = prove_service(
        application=first.application,
        cases={UUID(case) for case in cases},
        papers={UUID(paper) for paper in papers},
        receiver=first.receiver,
        way=first.way,
        served_at=first.at,
        tracking=first.tracking,
        actor=Actor(role=Role.SYSTEM, account=first.handed_by, channel="worker"),
        now=work.now,
    )
    results.update(proof=paper.public_id)
    served.update(proof=paper.public_id)
