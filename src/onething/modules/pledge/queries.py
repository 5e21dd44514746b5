"""Reads of promises, as frozen values; the caller has checked the right to the application unless an actor is named."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from onething.core.calendar import Span, Unit
from onething.core.definitions import AfterCheck, Basis, Mark, Risk
from onething.modules.pledge.domain.lapses import OPEN, WARNING_DAYS, PromiseState
from onething.modules.pledge.domain.offers import PromiseKind
from onething.modules.pledge.models import Promise
from onething.platform.database import page_after
from onething.platform.logs.api import append_access
from onething.platform.permissions import Action, Actor, Role, visible

MOST_ROWS = 200
PUBLISHED_ROWS = 50
STATES = {state.value: state for state in PromiseState}
KINDS = {kind.value: kind for kind in PromiseKind}


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseInfo:
    """One promise and what became of it."""

    application: UUID
    number: str
    title: str
    material: str
    name: str
    items: tuple[str, ...]
    kind: PromiseKind
    text: str = field(repr=False)
    consequence: str
    conditions: tuple[str, ...]
    basis: Basis
    within: Span | None
    rectify: Span | None
    signed_at: datetime
    state: PromiseState
    due_on: date | None
    ordered_until: date | None
    ended_at: datetime | None
    barred_until: date | None
    check: AfterCheck | None
    check_planned: bool

    @property
    def open(self) -> bool:
        """True while the promise waits to be kept."""
        return self.state in OPEN

    @property
    def by(self) -> date | None:
        """The day that counts now: that of the order, when there is one."""
        return self.ordered_until or self.due_on

    def near(self, today: date) -> bool:
        """Whether the person is reminded of it: it is to be kept within the days of warning, or was to be."""
        return self.open and self.by is not None and (self.by - today).days <= WARNING_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedPromise:
    """What everybody may read: which firm, what it promised, since and until when."""

    firm: str
    name: str
    kind: PromiseKind
    ended_at: datetime | None
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedPage:
    """One page of them, and the mark of the next."""

    rows: tuple[PublishedPromise, ...]
    next: str | None


def promises_of(application: UUID) -> tuple[PromiseInfo, ...]:
    """Everything that was promised in this application, in the order of the plan."""
    return tuple(info_of(row) for row in Promise.objects.filter(application=application).order_by("id"))


def promising(applications: Collection[UUID]) -> frozenset[UUID]:
    """Those of these applications in which something promised is still to come by a day; one query."""
    rows = Promise.objects.filter(application__in=applications, due_on__isnull=False, state__in=OPEN)
    return frozenset(rows.values_list("application", flat=True))


def promises_by(person: UUID, *, actor: Actor, purpose: str, now: datetime) -> tuple[PromiseInfo, ...]:
    """The person's own record, or for staff within their reach with their purpose on the access log; latest first."""
    rows = visible(actor, Action.PROMISE_READ, Promise.objects.filter(owner=person)).order_by("-id")[:MOST_ROWS]
    found = tuple(info_of(row) for row in rows)
    if actor.role is not Role.CITIZEN or actor.acting_for:
        append_access(
            actor=actor, at=now, subject_kind="promise", subject_id=person, data_of=person, purpose=purpose,
            fields=("promises",),
        )  # fmt: skip
    return found


def barred_until(person: UUID, *, today: date) -> date | None:
    """Until when nothing is offered to this person, after a broken promise; None when everything is."""
    days = Promise.objects.filter(owner=person, barred_until__gte=today).values_list("barred_until", flat=True)
    return max((day for day in days if day), default=None)


def published(*, today: date, after: str | None = None) -> PublishedPage:
    """Broken promises of enterprises while they keep offers away, the first to end first. Persons are never in it."""
    rows = Promise.objects.filter(state=PromiseState.BROKEN, barred_until__gte=today).exclude(firm="")
    found = page_after(rows, order=("barred_until", "id"), after=after, size=PUBLISHED_ROWS)
    return PublishedPage(rows=tuple(_published(row) for row in found.rows), next=found.next)


def _published(row: Promise) -> PublishedPromise:
    return PublishedPromise(
        firm=row.firm, name=row.name, kind=KINDS[row.kind], ended_at=row.ended_at, until=row.barred_until
    )


def to_look_at(*, today: date, but: Iterable[UUID], most: int) -> tuple[UUID, ...]:
    """Applications with a promise whose day has passed, the oldest first."""
    states = [PromiseState.STANDING, PromiseState.ORDERED]
    rows = Promise.objects.filter(state__in=states, look_on__lte=today).order_by("look_on", "id")
    return tuple(dict.fromkeys(rows.exclude(application__in=but).values_list("application", flat=True)[:most]))


def to_remind(*, today: date, but: Iterable[UUID], most: int) -> tuple[UUID, ...]:
    """Applications with a promise whose day is near and of which nobody was reminded, the nearest first."""
    near = today + timedelta(days=WARNING_DAYS)
    rows = Promise.objects.filter(state=PromiseState.STANDING, due_on__range=(today, near), reminded_on=None)
    rows = rows.exclude(application__in=but).order_by("due_on", "id")
    return tuple(dict.fromkeys(rows.values_list("application", flat=True)[:most]))


def to_plan(*, after: int, but: Iterable[UUID], most: int) -> tuple[tuple[int, UUID], ...]:
    """Promises whose after-checks are not all planned, with their applications, in the order of signing."""
    states = [PromiseState.STANDING, PromiseState.KEPT]
    rows = Promise.objects.filter(check_planned=False, state__in=states, pk__gt=after).order_by("pk")
    return tuple(rows.exclude(application__in=but).values_list("pk", "application")[:most])


def info_of(row: Promise) -> PromiseInfo:
    """The row as a frozen value."""
    basis = row.basis
    return PromiseInfo(
        application=row.application,
        number=row.number,
        title=row.title,
        material=row.material,
        name=row.name,
        items=tuple(row.items),
        kind=KINDS[row.kind],
        text=row.text,
        consequence=row.consequence,
        conditions=tuple(row.conditions),
        basis=Basis(basis["document"], basis["article"], Mark(basis["mark"]), basis["note"]),
        within=read_span(row.within),
        rectify=read_span(row.rectify),
        signed_at=row.signed_at,
        state=STATES[row.state],
        due_on=row.due_on,
        ordered_until=row.ordered_until,
        ended_at=row.ended_at,
        barred_until=row.barred_until,
        check=_read_check(row.check_rule),
        check_planned=row.check_planned,
    )


def _read_check(data: Any) -> AfterCheck | None:
    within = read_span(data[1]) if data else None
    return AfterCheck(Risk(data[0]), within, data[2]) if within else None


def read_span(data: Any) -> Span | None:
    """The span that `span_data` wrote."""
    return Span(data[0], Unit(data[1])) if data else None


def span_data(span: Span | None) -> list[Any] | None:
    """[amount, unit], or nothing."""
    return [span.amount, span.unit.value] if span else None
