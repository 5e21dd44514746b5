"""Reads of delivery: the results of an application and where they are."""

from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from django.db.models import QuerySet

from onething.core.definitions import ResultKind
from onething.core.lifecycle import DECIDED, CaseState
from onething.modules.delivery.codes import code_of
from onething.modules.delivery.domain.views import Deliveries, DeliveryItem, DeliveryState, PaperService, Way
from onething.modules.delivery.models import HandOver, ServedPaper
from onething.modules.handling.api import DENIAL, CaseInfo, cases_of, decided_electronically
from onething.platform.database import Page, count_up_to, page_after
from onething.platform.permissions import Action, Actor, Role, visible

PAGE_SIZE = 20
COUNTED = 99

_LEFT = {Way.PICK_UP: DeliveryState.HANDED_OVER, Way.POST: DeliveryState.SENT}
_WAITING = {Way.PICK_UP: DeliveryState.READY, Way.POST: DeliveryState.TO_POST}
_OVER = frozenset(
    {
        CaseState.REFUSED,
        CaseState.NOT_REQUIRED,
        CaseState.WITHDRAWN,
        CaseState.TERMINATED,
        CaseState.REVOKED,
        CaseState.CANCELLED,
    }
)


def deliveries_of(*, application: UUID, actor: Actor) -> Deliveries:
    """Every result that came or will come and every paper served by itself, for whoever may read the application's cases; three queries."""
    cases = cases_of(application=application, actor=actor)
    items = tuple(_items(cases, HandOver.objects.filter(application=application)))
    papers = tuple(service_of(row) for row in ServedPaper.objects.filter(application=application).order_by("id"))
    shown = actor.role is Role.CITIZEN and any(item.way is Way.PICK_UP for item in items)
    code = code_of(application) if shown else ""
    return Deliveries(application=application, code=code, items=items, papers=papers)


def papers_to_serve(*, actor: Actor, after: str | None = None) -> Page[ServedPaper]:
    """Papers that wait at this actor's window to be handed over or posted, the oldest first; one query."""
    return page_after(_waiting(actor).defer("receiver"), order=("id",), after=after, size=PAGE_SIZE)


def count_to_serve(*, actor: Actor) -> int:
    """How many wait, counted no further than a cap; one query."""
    return count_up_to(_waiting(actor), cap=COUNTED)


def service_of(row: ServedPaper) -> PaperService:
    """The row as a frozen value."""
    return PaperService(
        paper=row.paper,
        application=row.application,
        name=row.name,
        way=Way(row.way),
        issued_at=row.issued_at,
        at=row.at,
        receiver_masked=row.receiver_masked,
        tracking=row.tracking,
    )


def _waiting(actor: Actor) -> QuerySet[ServedPaper]:
    return visible(actor, Action.DELIVERY_HAND_OVER, ServedPaper.objects.filter(at=None))


def results_in(cases: Collection[CaseInfo]) -> dict[UUID, tuple[DeliveryItem, ...]]:
    """By application, the results that came or will come of these cases, which the actor may read; one query."""
    applications = {case.application for case in cases}
    left = list(HandOver.objects.filter(application__in=applications))
    return {one: tuple(_items([case for case in cases if case.application == one], left)) for one in applications}


def way_of(case: CaseInfo) -> Way:
    """How the result of this case reaches the applicant, or the paper that denies it."""
    if case.state is CaseState.DENIED:
        return Way.POST if case.delivery_mode == Way.POST else Way.PICK_UP
    if decided_electronically(result_kind=case.result_kind, delivery_mode=case.delivery_mode):
        return Way.ELECTRONIC
    return Way.POST if case.delivery_mode == Way.POST else Way.PICK_UP


def _items(cases: Iterable[CaseInfo], left: Iterable[HandOver]) -> Iterator[DeliveryItem]:
    gone = {row.case_id: row for row in left}
    for case in cases:
        handed = gone.get(case.public_id)
        if case.state not in _OVER and (case.granted or handed or case.state is not CaseState.CONCLUDED):
            yield _item(case, handed)


def _item(case: CaseInfo, left: HandOver | None) -> DeliveryItem:
    way = Way(left.way) if left else way_of(case)
    return DeliveryItem(
        case=case.public_id,
        name=left.name if left else DENIAL if case.state is CaseState.DENIED else case.result_name,
        item=case.title,
        body_name=case.body_name,
        kind=ResultKind(case.result_kind),
        way=way,
        state=_state(case, way, left),
        at=left.at if left else case.closed_at,
        receiver_masked=left.receiver_masked if left else "",
        tracking=left.tracking if left else "",
    )


def _state(case: CaseInfo, way: Way, left: HandOver | None) -> DeliveryState:
    if left:
        return _LEFT[way]
    if case.state is CaseState.CONCLUDED:
        return DeliveryState.DELIVERED
    return _WAITING.get(way, DeliveryState.DELIVERED) if case.state in DECIDED else DeliveryState.EXPECTED
