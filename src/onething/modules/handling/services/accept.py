"""The window's three answers to an application: accept it, ask once for everything missing, or refuse it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from onething.core.lifecycle import CaseAction, CaseState
from onething.modules.handling import notices, promise_notices
from onething.modules.handling.docket import check_version, load_docket, within_reach
from onething.modules.handling.domain.dispatch import decide_acceptance
from onething.modules.handling.domain.writing import (
    Defect,
    Gaps,
    Rejection,
    decide_refusal,
    law_words,
)
from onething.modules.handling.errors import MoveRefused
from onething.modules.handling.events import CaseAccepted
from onething.modules.handling.mandates import outside_mandate
from onething.modules.handling.models import Case
from onething.modules.handling.services.give_notice import give_notice, nameable_of
from onething.modules.handling.services.keep_promises import begin_days
from onething.modules.handling.services.settle import event_of, settle
from onething.modules.papers.api import NotRequired, PaperInfo, Refusal
from onething.platform.outbox.api import step
from onething.platform.permissions import Action, Actor

NOTHING_TO_ACCEPT = "这份申请现在没有等待受理的事项，可能已经有人处理过。请刷新页面看最新情况。"


@step()
def accept_application(*, application: UUID, actor: Actor, now: datetime, version: int | None = None) -> PaperInfo:
    """Accept every received case, and ahead of time those that wait; one notice with the dates.

    What a window has no mandate for stays as it is; MoveRefused says why and who can do it, when that is everything.
    """
    docket = load_docket(application=application, actor=actor, now=now)
    rows = within_reach(docket, Action.CASE_ACCEPT)
    check_version(docket, version)
    outside = outside_mandate(rows, actor=actor, now=now)
    keys = {row.key for row in rows} - set(outside)
    accepted: list[Case] = []
    for case in decide_acceptance([case for case in docket.files() if case.key in keys]):
        row = docket.row(case.key)
        if case.accepted_ahead:
            docket.accept_ahead(row)
        else:
            docket.move(row, CaseAction.ACCEPT)
            accepted.append(row)
    if not accepted:
        unanswered = [outside[row.key] for row in rows if row.key in outside and row.state == CaseState.RECEIVED]
        raise MoveRefused({"": "".join(unanswered) or NOTHING_TO_ACCEPT})
    owed = promise_notices.materials_owed(docket, begin_days(docket))
    settle(docket, *(event_of(CaseAccepted, docket, row) for row in accepted))
    paper = notices.acceptance(docket, accepted, owed=owed)
    promise_notices.deferral(docket, owed)
    return paper


@step()
def ask_correction(
    *,
    application: UUID,
    defects: Sequence[Defect],
    actor: Actor,
    now: datetime,
    version: int | None = None,
) -> tuple[PaperInfo, ...]:
    """One notice with every defect of every case, also of those that still wait for another's result (一次性告知).

    One more of each body that must refuse with it (不动产登记). MoveRefused with all gaps.
    """
    docket = load_docket(application=application, actor=actor, now=now)
    rows = within_reach(docket, Action.CASE_CORRECT)
    check_version(docket, version)
    return give_notice(docket, defects, nameable=nameable_of(rows))


@step()
def refuse_acceptance(
    *,
    application: UUID,
    rejection: Rejection,
    actor: Actor,
    now: datetime,
    cases: Collection[UUID] = (),
    version: int | None = None,
    not_required: bool = False,
) -> tuple[PaperInfo, ...]:
    """Refuse the application, or only these cases of it; what waits for a refused case ends with it.

    Each body refuses in a paper of its own. `not_required` tells that by law nothing has to be handled (无需办理).
    """
    docket = load_docket(application=application, actor=actor, now=now)
    rows = within_reach(docket, Action.CASE_REFUSE)
    check_version(docket, version)
    refused = [row for row in rows if row.state == CaseState.RECEIVED and (not cases or row.public_id in cases)]
    action, kind = (CaseAction.FIND_NOT_REQUIRED, NotRequired) if not_required else (CaseAction.REFUSE, Refusal)
    gaps: Gaps = decide_refusal(rejection, not_required=not_required)
    outside = outside_mandate(refused, actor=actor, now=now)
    if outside or not refused:
        gaps[""] = "".join(outside.values()) or NOTHING_TO_ACCEPT
    if gaps:
        raise MoveRefused(gaps)
    for row in refused:
        row.opinion, row.ground = rejection.reason.strip(), law_words(rejection)
        docket.move(row, action, ground=law_words(rejection))
    settle(docket)
    return notices.refusals(docket, refused, rejection, kind=kind)
