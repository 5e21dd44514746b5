"""Reads of promises, as frozen values; the caller has checked the right to the application unless an actor is named."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from onething.core.calendar import Span, Unit
from onething.core.definitions import Basis, Mark
from onething.modules.pledge.domain.lapses import OPEN, PromiseState
from onething.modules.pledge.domain.offers import PromiseKind
from onething.modules.pledge.models import Promise
from onething.platform.logs.api import append_access
from onething.platform.permissions import Action, Actor, Role, visible

MOST_ROWS = 200
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
    basis: Basis
    rectify: Span | None
    signed_at: datetime
    state: PromiseState
    due_on: date | None
    ordered_until: date | None
    ended_at: datetime | None
    barred_until: date | None

    @property
    def open(self) -> bool:
        """True while the promise waits to be kept."""
        return self.state in OPEN

    @property
    def by(self) -> date | None:
        """The day that counts now: that of the order, when there is one."""
        return self.ordered_until or self.due_on


def promises_of(application: UUID) -> tuple[PromiseInfo, ...]:
    """Everything that was promised in this application, in the order of the plan."""
    return tuple(info_of(row) for row in Promise.objects.filter(application=application).order_by("id"))


def promises_by(person: UUID, *, actor: Actor, purpose: str, now: datetime) -> tuple[PromiseInfo, ...]:
    """The person's own record, or for staff within their reach with their purpose on the access log; latest first."""
    rows = visible(actor, Action.APPLICATION_READ, Promise.objects.filter(owner=person)).order_by("-id")[:MOST_ROWS]
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


def to_look_at(*, today: date, most: int) -> tuple[UUID, ...]:
    """Applications with a promise whose day has passed, the oldest first."""
    states = [PromiseState.STANDING, PromiseState.ORDERED]
    rows = Promise.objects.filter(state__in=states, look_on__lte=today).order_by("look_on", "id")
    return tuple(dict.fromkeys(rows.values_list("application", flat=True)[:most]))


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
        basis=Basis(basis["document"], basis["article"], Mark(basis["mark"]), basis["note"]),
        rectify=read_span(row.rectify),
        signed_at=row.signed_at,
        state=STATES[row.state],
        due_on=row.due_on,
        ordered_until=row.ordered_until,
        ended_at=row.ended_at,
        barred_until=row.barred_until,
    )


def read_span(data: Any) -> Span | None:
    """The span that `span_data` wrote."""
    return Span(data[0], Unit(data[1])) if data else None


def span_data(span: Span | None) -> list[Any] | None:
    """[amount, unit], or nothing."""
    return [span.amount, span.unit.value] if span else None
