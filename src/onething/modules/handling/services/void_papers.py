"""Which papers fall with what they told of: they stay on file, and whoever verifies them reads that they no longer hold."""

from collections.abc import Collection

from onething.core.lifecycle import CaseState
from onething.modules.handling.docket import Docket
from onething.modules.handling.models import Case
from onething.modules.handling.services.serve_notice import notices_open
from onething.modules.papers.api import papers_of_whole, void, void_item, void_told

ENDED_BY = {
    CaseState.REFUSED: ("refusal",),
    CaseState.NOT_REQUIRED: ("not_required",),
    CaseState.TERMINATED: ("termination", "unacceptance"),
    CaseState.REVOKED: ("denial",),
}
CONCLUSION, DECISION, ACCEPTANCES = "conclusion", "decision", ("acceptance", "deferral")
TAKEN_UP_ANEW, NOT_ACCEPTED = "重新办理", "受理已经撤销"
CAME_TOO_LATE = "没有在法定的期限内送达，依法自收到申请材料之日起即为受理，不用补正"


def void_ended(docket: Docket, row: Case, *, former: CaseState) -> None:
    """The case is taken up anew: the paper that ended it falls, and the one that said all was done."""
    _void(docket, row, *ENDED_BY.get(former, ()), reason=TAKEN_UP_ANEW)
    for paper in papers_of_whole(row.application_ref, kind=CONCLUSION):
        void(paper=paper, reason=TAKEN_UP_ANEW, actor=docket.actor, now=docket.now)


def void_decision(docket: Docket, row: Case, *, reason: str) -> None:
    """The decision was undone: its paper falls, and for this item the one that said all was done."""
    _void(docket, row, DECISION, CONCLUSION, reason=reason)


def void_acceptance(docket: Docket, row: Case) -> None:
    """What told of the acceptance of a case that was not to be accepted."""
    _void(docket, row, *ACCEPTANCES, reason=NOT_ACCEPTED)


def void_notice(docket: Docket, untold: Collection[Case]) -> None:
    """The correction notice came too late for these cases; a case that waits, without a clock, it still asks."""
    for paper in notices_open(docket.rows[0].application_ref):
        for row in untold:
            void_item(paper=paper, item=row.title, reason=CAME_TOO_LATE, actor=docket.actor, now=docket.now)


def _void(docket: Docket, row: Case, *kinds: str, reason: str) -> None:
    void_told(
        application=row.application_ref,
        case=row.public_id,
        item=row.title,
        kinds=kinds,
        reason=reason,
        actor=docket.actor,
        now=docket.now,
    )
