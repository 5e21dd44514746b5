"""What follows the facts: who received which results (送达回证); that nothing is left to be done (办结通知书)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from onething.core.lifecycle import CaseAction, CaseState
from onething.modules.handling.docket import Docket, file_of, last_lines, load_docket
from onething.modules.handling.models import Case
from onething.modules.handling.notices import issue_for, issue_in_name_of, lead_of
from onething.modules.handling.queries import info_of
from onething.modules.intake.api import finish_application
from onething.modules.papers.api import (
    ConcludedItem,
    Conclusion,
    Contents,
    PaperInfo,
    ProofOfService,
    ServedResult,
    has_paper,
    papers_of_case,
    these_papers,
)
from onething.platform.clock import legal_day
from onething.platform.outbox.api import GiveUp, Work, step
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
    papers: Collection[UUID] = (),
    receiver: str,
    way: str,
    served_at: datetime,
    tracking: str,
    actor: Actor,
    now: datetime,
) -> PaperInfo:
    """The paper for results and papers that left the house together; delivery knows who received them."""
    docket = load_docket(application=application, actor=actor, now=now)
    served = [row for row in docket.rows if row.public_id in cases]
    known = dict(Case.objects.filter(public_id__in=cases).values_list("pk", "result_number"))
    results = tuple(_served(row, known[row.pk]) for row in served)
    results += tuple(
        ServedResult(item=one.matter, body_name=one.body_name, result=one.title, number=one.number)
        for one in (these_papers(papers) if papers else ())
    )
    contents = ProofOfService(
        results=results,
        receiver=receiver,
        way=WAYS[way],
        served_at=served_at,
        tracking=tracking,
    )
    lines = last_lines(served, CaseAction.DELIVER)
    return issue_in_name_of(lead_of(docket), contents, actor=actor, now=now, lines=lines, told=served)


def _served(row: Case, number: str) -> ServedResult:
    """The result with its number; of a denial the written decision with that of the paper."""
    name = row.result_name
    if not file_of(row).granted:
        paper = papers_of_case(row.public_id, kind="denial")[-1]
        name, number = paper.title, paper.number
    return ServedResult(item=row.title, body_name=row.body_name, result=name, number=number)


@step()
def conclude(work: Work) -> None:
    """Close an application with nothing left to be done, and say so once if anything was decided, however often asked.

    What was taken up anew meanwhile closes when it ends again.
    """
    if work.subject is None:
        raise GiveUp("没有写明是哪一份申请")
    docket = load_docket(application=work.subject, actor=HOUSE, now=work.now)
    if not all(file.final for file in docket.files()):
        return
    finish_application(application=work.subject, at=datetime.fromisoformat(work.payload["at"]))
    decided = any(row.state == CaseState.CONCLUDED for row in docket.rows)
    if decided and not has_paper(application=work.subject, kind="conclusion"):
        lines = last_lines(docket.rows, *{row.ledger[-1][0] for row in docket.rows})
        lead, contents = lead_of(docket), _conclusion(docket)
        issue_in_name_of(lead, contents, actor=HOUSE, now=work.now, lines=lines, told=docket.rows)


def _conclusion(docket: Docket) -> Conclusion:
    first = docket.rows[0]
    return Conclusion(
        filed_on=legal_day(first.filed_at),
        finished_on=max(legal_day(row.closed_at) for row in docket.rows if row.closed_at),
        promised_on=docket.whole().last_on,
        items=tuple(_item(row) for row in docket.rows),
    )


def _item(row: Case) -> ConcludedItem:
    info = info_of(row)
    outcome = info.state_label
    if row.state == CaseState.CONCLUDED:
        outcome = "准予" if info.granted else "不予"
    return ConcludedItem(
        name=row.title,
        body_name=row.body_name,
        outcome=outcome,
        closed_on=legal_day(row.closed_at) if row.closed_at else None,
        result=row.result_name if info.granted else "",
    )
