"""Papers that follow the facts: who received which results (送达回证), and that nothing is left to be done (办结通知书)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.core.lifecycle import CaseState
from onething.modules.handling.docket import load_docket
from onething.modules.handling.domain.stored import STATES
from onething.modules.handling.models import Case
from onething.modules.handling.notices import issue_for, lead_of
from onething.modules.handling.queries import info_of
from onething.modules.papers.api import (
    ConcludedItem,
    Conclusion,
    Contents,
    PaperInfo,
    ProofOfService,
    ServedResult,
    has_paper,
)
from onething.platform.clock import legal_day
from onething.platform.outbox.api import GiveUp, Work
from onething.platform.permissions import HOUSE, Actor

WAYS = {"pick-up": "窗口领取", "post": "邮寄"}


def issue_for_whole(*, application: UUID, contents: Contents, actor: Actor, now: datetime) -> PaperInfo:
    """A paper of a room above about all of the application, in the name of the body that leads; in its transaction."""
    docket = load_docket(application=application, actor=actor, now=now)
    return issue_for(docket, lead_of(docket), contents)


def prove_service(
    *,
    application: UUID,
    cases: Collection[UUID],
    receiver: str,
    way: str,
    served_at: datetime,
    tracking: str,
    actor: Actor,
    now: datetime,
) -> PaperInfo:
    """The paper for results that left the house together; delivery knows who received them."""
    docket = load_docket(application=application, actor=actor, now=now)
    served = [row for row in docket.rows if row.public_id in cases]
    known = dict(Case.objects.filter(public_id__in=cases).values_list("pk", "result_number"))
    results = tuple(
        ServedResult(item=row.title, body_name=row.body_name, result=row.result_name, number=known[row.pk])
        for row in served
    )
    contents = ProofOfService(
        results=results,
        receiver=receiver,
        way=WAYS[way],
        served_at=served_at,
        tracking=tracking,
    )
    return issue_for(docket, lead_of(docket), contents)


@transaction.atomic
def attest_conclusion(work: Work) -> None:
    """Once for an application, however often the work is done; nothing for one that came to no decision at all."""
    if work.subject is None:
        raise GiveUp("没有写明是哪一份申请")
    docket = load_docket(application=work.subject, actor=HOUSE, now=work.now)
    decided = [row for row in docket.rows if row.state == CaseState.CONCLUDED]
    if not decided or has_paper(application=work.subject, kind="conclusion"):
        return
    first = docket.rows[0]
    contents = Conclusion(
        filed_on=legal_day(first.filed_at),
        finished_on=max(legal_day(row.closed_at) for row in docket.rows if row.closed_at),
        promised_on=first.declared_on,
        items=tuple(_item(row) for row in docket.rows),
    )
    issue_for(docket, lead_of(docket), contents)


def _item(row: Case) -> ConcludedItem:
    granted = info_of(row).granted
    outcome = STATES[row.state].label
    if row.state == CaseState.CONCLUDED:
        outcome = "准予" if granted else "不予"
    return ConcludedItem(
        name=row.title,
        body_name=row.body_name,
        outcome=outcome,
        closed_on=legal_day(row.closed_at) if row.closed_at else None,
        result=row.result_name if granted else "",
    )
