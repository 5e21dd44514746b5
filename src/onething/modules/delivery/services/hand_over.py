"""Hand results and papers over at a window, or post them: all at once or in parts; with its result a case is concluded."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.core.identifiers import mask_name
from onething.modules.delivery.codes import fits, guard_key
from onething.modules.delivery.domain.guarding import Guard, after_wrong
from onething.modules.delivery.domain.views import Way
from onething.modules.delivery.errors import DeliveryError, DeliveryNotFound, HandOverRefused, PickUpLocked
from onething.modules.delivery.models import HandOver, PickUpGuard, ServedPaper
from onething.modules.delivery.services.serve import access_papers, serve
from onething.modules.handling.api import (
    Addressee,
    CaseNotFound,
    Concluded,
    MoveRefused,
    addressee_of,
    cases_of,
    conclude,
)
from onething.modules.identity.api import find_bearer
from onething.modules.payments.api import held_back
from onething.platform.clock import SHANGHAI, legal_day
from onething.platform.logs.api import NewAction, append_action
from onething.platform.outbox.api import enqueue
from onething.platform.permissions import Action, Actor, allowed

PROOF = "delivery.prove"
SUBJECT = "application"
WRONG_CODE = "delivery.wrong_code"
CODE = "取件码不对。请申请人打开“我的办件”或取件凭证，核对六位数字；连续输错五次会暂停十分钟。"
NAME = (
    "证件上的姓名不是申请人，也不是现在有权代申请人办这件事的人（单位是法定代表人、经办人）。"
    "没有出件，请对照身份证原件逐字核对。"
)
NOTHING = "没有勾选要出件的结果或文书。请至少勾选一项。"
NOT_READY = "勾选的结果里有还没有作出决定的，或者已经领走的。请刷新页面，只勾选“可以领取”的结果。"
TRACKING = "没有填写邮件号码，或者太长。请照寄件回执填写，最多 40 个字符。"


def hand_over(
    *,
    application: UUID,
    code: str,
    receiver: str,
    cases: Collection[UUID],
    papers: Collection[UUID] = (),
    actor: Actor,
    now: datetime,
) -> tuple[str, ...]:
    """Give these results to the person who brought the code and whose document bears the applicant's name, or that of one who acts for the applicant.

    Papers served by themselves need no code: they say what the applicant is entitled to know, and the document tells who
    came. PickUpLocked while the door is closed, HandOverRefused for a wrong code; both stay on record, all else is undone.
    """
    with transaction.atomic():
        refusal = _try_code(application, code, actor, now) if cases else None
        left = () if refusal else _give(Chosen(application, cases, papers), receiver, actor, now)
    if refusal:
        raise refusal
    return left


@transaction.atomic
def send_by_post(
    *,
    application: UUID,
    tracking: str,
    cases: Collection[UUID],
    papers: Collection[UUID] = (),
    actor: Actor,
    now: datetime,
) -> tuple[str, ...]:
    """Post these results and papers to the address on the form."""
    chosen, number = Chosen(application, cases, papers), tracking.strip()
    reasons = {} if chosen.anything else {"cases": NOTHING}
    if not number or len(number) > 40:
        reasons["tracking"] = TRACKING
    if reasons:
        raise HandOverRefused(reasons)
    left = _conclude(chosen, actor, now, way=Way.POST)
    rows = access_papers(application, papers, actor)
    to = left[0] if left else _addressee(application, actor)
    return _leave(chosen, left, rows, Leaving(Way.POST, to.applicant, actor, now, tracking=number))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was ticked of an application: results by their cases, and papers."""

    application: UUID
    cases: Collection[UUID]
    papers: Collection[UUID]

    @property
    def anything(self) -> bool:
        """Whether anything was."""
        return bool(self.cases or self.papers)


@dataclass(frozen=True, slots=True)
class Leaving:
    """How it leaves, to whom, and who gives it when."""

    way: Way
    receiver: str = field(repr=False)
    actor: Actor
    now: datetime
    tracking: str = ""


def _try_code(application: UUID, code: str, actor: Actor, now: datetime) -> DeliveryError | None:
    """None for the right code, which forgets the wrong ones; else the refusal, to be raised once it is on record."""
    right = fits(code, application)
    if right and _guard(application) == Guard():
        return None
    _check_sight(application, actor)
    guard = _guard(application, lock=True)
    if guard.is_closed(now):
        return _refusal(guard)
    after = Guard() if right else after_wrong(guard, now=now)
    _keep(application, after)
    if right:
        return None
    _log_wrong(application, actor, now)
    return _refusal(after)


def _check_sight(application: UUID, actor: Actor) -> None:
    """Whoever may see none of it learns nothing from a wrong code; for a right one, concluding the cases asks more."""
    try:
        cases_of(application=application, actor=actor)
    except CaseNotFound as error:
        raise DeliveryNotFound from error


def _refusal(guard: Guard) -> DeliveryError:
    if guard.closed_until:
        return PickUpLocked(f"{guard.closed_until.astimezone(SHANGHAI):%H:%M}")
    return HandOverRefused({"code": CODE})


def _give(chosen: Chosen, receiver: str, actor: Actor, now: datetime) -> tuple[str, ...]:
    if not chosen.anything:
        raise HandOverRefused({"cases": NOTHING})
    left = _conclude(chosen, actor, now, way=Way.PICK_UP)
    rows = access_papers(chosen.application, chosen.papers, actor)
    to = left[0] if left else _addressee(chosen.application, actor)  # all of one application
    name = find_bearer(receiver, principal=to.owner, name=to.applicant, bundle=to.bundle, on=legal_day(now))
    if name is None:
        raise HandOverRefused({"receiver": NAME})
    return _leave(chosen, left, rows, Leaving(Way.PICK_UP, name, actor, now))


def _addressee(application: UUID, actor: Actor) -> Addressee:
    try:
        return addressee_of(application, actor=actor)
    except CaseNotFound as error:
        raise DeliveryNotFound from error


def _guard(application: UUID, *, lock: bool = False) -> Guard:
    rows = PickUpGuard.objects.select_for_update() if lock else PickUpGuard.objects.all()
    row = rows.filter(pk=guard_key(application)).first()
    return Guard(row.wrong, row.closed_until) if row else Guard()


def _conclude(chosen: Chosen, actor: Actor, now: datetime, *, way: Way) -> tuple[Concluded, ...]:
    application, cases = chosen.application, set(chosen.cases)
    if not cases:
        return ()
    try:
        left = conclude(application=application, cases=cases, actor=actor, now=now, way=way)
    except CaseNotFound as error:
        raise DeliveryNotFound from error
    except MoveRefused as refused:
        raise HandOverRefused({"cases": NOT_READY}) from refused
    if len(left) != len(cases) or not all(_may(one, actor) for one in left):
        raise DeliveryNotFound
    accompanied = [one.key for one in left if one.accompanied]
    if accompanied and (why := held_back(application, accompanied)):
        raise HandOverRefused({"cases": why})
    return left


def _may(one: Concluded, actor: Actor) -> bool:
    place = HandOver(owner=one.owner, site_code=one.site_code, region_path=one.region_path)
    return allowed(actor, Action.DELIVERY_HAND_OVER, place)


def _leave(
    chosen: Chosen, left: Collection[Concluded], rows: Collection[ServedPaper], given: Leaving
) -> tuple[str, ...]:
    """The hand-overs; what proves them is written after the commit, out of the way of the person at the window."""
    HandOver.objects.bulk_create(_row(chosen.application, one, given) for one in left)
    if rows:
        serve(rows, way=given.way, receiver=given.receiver, tracking=given.tracking, actor=given.actor, now=given.now)
    payload = {"cases": [str(one.case) for one in left], "papers": [str(row.paper) for row in rows]}
    enqueue(PROOF, subject=chosen.application, payload=payload)
    return (*(one.result_name for one in left), *(row.name for row in rows))


def _row(application: UUID, one: Concluded, given: Leaving) -> HandOver:
    return HandOver(
        case_id=one.case,
        application=application,
        name=one.result_name,
        way=given.way.value,
        owner=one.owner,
        receiver=given.receiver,
        receiver_masked=mask_name(given.receiver),
        tracking=given.tracking,
        site_code=one.site_code,
        region_path=one.region_path,
        handed_by=given.actor.account,
        at=given.now,
    )


def _keep(application: UUID, guard: Guard) -> None:
    PickUpGuard.objects.update_or_create(
        pk=guard_key(application), defaults={"wrong": guard.wrong, "closed_until": guard.closed_until}
    )


def _log_wrong(application: UUID, actor: Actor, now: datetime) -> None:
    append_action(NewAction(subject_kind=SUBJECT, subject_id=application, kind=WRONG_CODE, actor=actor, at=now))
