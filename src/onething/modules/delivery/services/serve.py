"""Papers that are served by themselves leave the house: at a window or by post, together with results or alone."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import F

from onething.core.identifiers import mask_name
from onething.modules.delivery.domain.views import Way
from onething.modules.delivery.errors import DeliveryNotFound, HandOverRefused
from onething.modules.delivery.models import ServedPaper
from onething.platform.logs.api import NewAction, append_actions
from onething.platform.permissions import Action, Actor, allowed

SUBJECT, SERVED = "paper", "paper.served"
GONE = "勾选的文书里有已经送达的，或者已经失效的。请刷新页面，只勾选等待送达的文书。"


def access_papers(application: UUID, papers: Collection[UUID], actor: Actor) -> list[ServedPaper]:
    """These papers, locked while they wait; DeliveryNotFound unless the actor may serve them."""
    if not papers:
        return []
    rows = list(
        ServedPaper.objects.select_for_update().filter(application=application, paper__in=papers).order_by("id")
    )
    if not all(allowed(actor, Action.DELIVERY_HAND_OVER, row) for row in rows):
        raise DeliveryNotFound
    if len(rows) != len(set(papers)) or any(row.at for row in rows):
        raise HandOverRefused({"cases": GONE})
    return rows


def serve(
    rows: Collection[ServedPaper], *, way: Way, receiver: str, tracking: str = "", actor: Actor, now: datetime
) -> None:
    """They reached `receiver`, or are on their way there: from now on the terms in them run (行政复议法 20, 行政诉讼法 46)."""
    ServedPaper.objects.filter(pk__in=[row.pk for row in rows]).update(
        way=way.value,
        receiver=receiver,
        receiver_masked=mask_name(receiver),
        tracking=tracking,
        handed_by=actor.account,
        at=now,
        row_version=F("row_version") + 1,
    )
    for row in rows:
        row.way = way.value
    log_service(rows, actor=actor, now=now)


def log_service(rows: Collection[ServedPaper], *, actor: Actor, now: datetime) -> None:
    """A line in the log of each paper."""
    append_actions(
        [
            NewAction(
                subject_kind=SUBJECT,
                subject_id=row.paper,
                kind=SERVED,
                actor=actor,
                at=now,
                payload={"way": row.way, "application": str(row.application)},
            )
            for row in rows
        ]
    )
