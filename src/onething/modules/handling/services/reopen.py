"""Take up anew what ended by mistake, or whose decision was undone (重新办理); who decided it and why stands in log and paper."""

from onething.core.lifecycle import CaseAction, CaseState, Override
from onething.modules.handling import procedure_notices as notices
from onething.modules.handling.docket import Docket
from onething.modules.handling.domain.approvals import Wish
from onething.modules.handling.domain.stored import STATES
from onething.modules.handling.domain.trust import promised_by
from onething.modules.handling.domain.writing import Rejection, law_words
from onething.modules.handling.errors import MoveRefused
from onething.modules.handling.events import CaseReopened
from onething.modules.handling.models import Approval, Case
from onething.modules.handling.services.ask_approval import check_prerequisites
from onething.modules.handling.services.rest_on import tell_taken_up
from onething.modules.handling.services.settle import event_of, settle
from onething.modules.handling.services.void_papers import void_ended
from onething.modules.intake.api import reopen_application
from onething.modules.papers.api import PaperInfo
from onething.modules.pledge.api import let_checks_fall, renew_promises, stand_again


def reopen(docket: Docket, row: Case, wish: Wish, asked: Approval) -> PaperInfo:
    """The case goes on where the table of its life says."""
    if gaps := check_prerequisites(docket, row, wish.action):
        raise MoveRefused(gaps)
    former = STATES[row.state]
    _take_up(docket, row, wish, asked)
    return notices.reopened(docket, row, former=former, reason=wish.reason)


def undo_denial(docket: Docket, row: Case, wish: Wish, rejection: Rejection, asked: Approval) -> PaperInfo:
    """A denial that falls leaves the application undecided, so it is reviewed anew at once."""
    payload = {"approval": str(asked.public_id)}
    docket.move(row, CaseAction.REVOKE, ground=law_words(rejection), payload=payload)
    _take_up(docket, row, wish, asked)
    return notices.denial_undone(docket, row, wish, rejection)


def _take_up(docket: Docket, row: Case, wish: Wish, asked: Approval) -> None:
    """The move; what was promised is promised anew, and the papers that ended the case, or said all was done, fall."""
    former = STATES[row.state]
    row.opinion, row.ground, row.valid_until, row.heard_in = "", "", None, ""
    if former is not CaseState.REVOKED:
        row.officer, row.accepted_ahead = None, False
    _promise_anew(row, former)
    detail = Override(str(docket.actor.account), wish.reason.strip())
    docket.move(row, CaseAction.REOPEN, detail=detail, payload={"approval": str(asked.public_id)})
    tell_taken_up(docket, row)
    reopen_application(application=row.application_ref)
    settle(docket, event_of(CaseReopened, docket, row))
    void_ended(docket, row, former=former)


def _promise_anew(row: Case, former: CaseState) -> None:
    """The pledges of a case that is reviewed anew stand; where it begins anew they are as when they were made."""
    let_checks_fall(row.public_id)
    renew = stand_again if former is CaseState.REVOKED else renew_promises
    renew(application=row.application_ref, materials=promised_by(row.promised))
