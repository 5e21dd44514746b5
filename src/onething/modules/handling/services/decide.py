"""An officer reviews and decides one case; what depends on it opens or ends in the same transaction."""

from datetime import date, datetime
from uuid import UUID

from onething.core.definitions import ResultKind
from onething.core.lifecycle import CaseAction
from onething.modules.handling import notices
from onething.modules.handling.definitions import library_of, reviews_apart
from onething.modules.handling.docket import SUBJECT, Docket, file_of, load_docket_of
from onething.modules.handling.domain.approvals import decide_four_eyes
from onething.modules.handling.domain.dispatch import missing_before_grant
from onething.modules.handling.domain.writing import (
    Gaps,
    Rejection,
    decide_denial,
    decide_grant,
    decide_validity,
    law_words,
)
from onething.modules.handling.errors import MoveRefused
from onething.modules.handling.events import CaseDecided
from onething.modules.handling.held import check_held
from onething.modules.handling.models import Case
from onething.modules.handling.periods import next_period
from onething.modules.handling.services.rest_on import supply_again
from onething.modules.handling.services.settle import settle
from onething.modules.papers.api import ByRule, PaperInfo
from onething.platform.logs.api import actions_of
from onething.platform.outbox.api import enqueue, step
from onething.platform.permissions import Action, Actor, Role

ELECTRONIC, ONLINE, WINDOW = "electronic", "online", "counter"
READY = "handling.ready"
GRANTED = "handling.granted"
PHYSICAL = frozenset({ResultKind.LICENCE, ResultKind.OBJECT})


@step()
def start_review(*, case: UUID, version: int, actor: Actor, now: datetime) -> None:
    """Take the case on: it stands under this officer's name from now on."""
    docket, row = load_docket_of(case=case, action=Action.CASE_REVIEW, version=version, actor=actor, now=now)
    row.officer = actor.account
    docket.move(row, CaseAction.REVIEW)
    docket.save()


@step()
def grant(
    *,
    case: UUID,
    version: int,
    opinion: str,
    result_number: str,
    actor: Actor,
    now: datetime,
    valid_until: date | None = None,
    by_rule: ByRule | None = None,
) -> PaperInfo:
    """Grant what was applied for. An electronic result is served at once; what waited for it opens.

    `valid_until` is the last day of a licence that has one; a continuation without it lasts as long as the period before.
    `by_rule` is what the paper says of a decision that no officer made.
    """
    action = Action.CASE_GRANT_BY_RULE if by_rule else Action.CASE_DECIDE
    docket, row = load_docket_of(case=case, action=action, version=version, actor=actor, now=now)
    missing = {key: docket.row(key).item_name for key in missing_before_grant(file_of(row), docket.files())}
    gaps = decide_grant(opinion=opinion, result_number=result_number, missing=missing) | one_alone(row, actor)
    until = valid_until or next_period(row)
    gaps |= check_held(row) | decide_validity(until, on=docket.day, renews_until=row.renews_until)
    if gaps:
        raise MoveRefused(gaps)
    row.officer, row.opinion, row.result_number = actor.account, opinion.strip(), result_number.strip()
    row.valid_until = until
    return give_result(docket, row, CaseAction.GRANT, by_rule=by_rule)


def give_result(
    docket: Docket, row: Case, action: CaseAction, *, ground: str = "", by_rule: ByRule | None = None
) -> PaperInfo:
    """The decision to grant takes effect, as its officer or the law made it."""
    delivered = decided_electronically(result_kind=row.result_kind, delivery_mode=row.delivery_mode)
    docket.move(row, action, ground=ground)
    if delivered:
        docket.move(row, CaseAction.DELIVER, payload={"way": ONLINE})
    supply_again(docket, row)
    by_law = action is CaseAction.DEEM_RENEWED
    settle(docket, _decided(docket, row, granted=True, delivered=delivered, by_law=by_law))
    if not delivered:  # it waits to be fetched or posted
        enqueue(READY, payload={}, subject=row.application_ref)
    if library_of(row).items[row.item].supervision is not None:  # by another body (审管衔接)
        enqueue(GRANTED, payload={}, subject=row.public_id)
    return notices.decision(docket, row, by_rule=by_rule)


@step()
def deny(*, case: UUID, version: int, rejection: Rejection, actor: Actor, now: datetime) -> PaperInfo:
    """Deny it with reason, rule and remedies; dependants end.

    Who applied online is served at once, there; who came to a window is served when the paper is handed over or posted:
    the terms of 复议 and 诉讼 count from receipt (行政复议法 20, 行政诉讼法 46).
    """
    docket, row = load_docket_of(case=case, action=Action.CASE_DECIDE, version=version, actor=actor, now=now)
    gaps = decide_denial(rejection) | one_alone(row, actor)
    if gaps:
        raise MoveRefused(gaps)
    row.officer, row.opinion, row.ground = actor.account, rejection.reason.strip(), law_words(rejection)
    docket.move(row, CaseAction.DENY, ground=law_words(rejection))
    if served := is_served_online(row.channel):
        docket.move(row, CaseAction.DELIVER, payload={"way": ONLINE})
    settle(docket, _decided(docket, row, granted=False, delivered=served))
    if not served:
        enqueue(READY, payload={}, subject=row.application_ref)
    return notices.denial(docket, row, rejection)


def one_alone(row: Case, actor: Actor) -> Gaps:
    """Where the body wants two pairs of eyes, what stops this officer; a department's own system minds its own people."""
    if actor.role is not Role.APPROVER or not reviews_apart(row.body_code):
        return {}
    return decide_four_eyes(apart=True, reviewers=examiners_of(row), decider=actor.account)


def examiners_of(row: Case) -> frozenset[UUID]:
    """Who examined the case: everybody who took it on, and the one under whose name it stands."""
    said = actions_of(subject_kind=SUBJECT, subject_id=row.public_id).filter(kind=CaseAction.REVIEW.value)
    return frozenset(account for account in (*said.values_list("actor_account", flat=True), row.officer) if account)


def is_served_online(channel: str) -> bool:
    """Whether who applied this way reads papers in their own space; who came to a window may have none."""
    return channel != WINDOW


def decided_electronically(*, result_kind: str, delivery_mode: str) -> bool:
    """Nothing has to be handed over: the result is data, a payment or a document, or only its electronic form is wanted.

    A card or another object always has to be handed over.
    """
    if result_kind == ResultKind.OBJECT:
        return False
    return result_kind not in PHYSICAL or delivery_mode == ELECTRONIC


def _decided(docket: Docket, row: Case, *, granted: bool, delivered: bool, by_law: bool = False) -> CaseDecided:
    """What the rooms above may refuse, unless the law itself decided (视为准予)."""
    prescribed = None if by_law else library_of(row).items[row.item].must_be_heard
    return CaseDecided(
        case=row.public_id,
        application=row.application_ref,
        key=row.key,
        item=row.item,
        actor=docket.actor,
        at=docket.now,
        granted=granted,
        accompanied=row.accompanied and not by_law,
        hearing=prescribed.citation if prescribed else "",
        delivered=delivered,
        number=row.application_number,
        name=row.result_name,
        result_kind=row.result_kind,
        delivery_mode=row.delivery_mode,
        owner=row.owner,
        applicant_masked=row.applicant_masked,
        site_code=row.site_code,
        region_path=row.region_path,
    )
