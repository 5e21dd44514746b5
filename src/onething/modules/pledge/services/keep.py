"""What becomes of promises: their days begin, they are ordered, kept, taken back, or end. Handling holds the locks."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from onething.core.calendar import Calendar, due
from onething.modules.pledge.domain.lapses import ENDED_WITH_CASE, ENDED_WITH_DECISION, OPEN, PromiseState
from onething.modules.pledge.models import Promise
from onething.modules.pledge.queries import PromiseInfo, info_of, read_span
from onething.platform.clock import legal_day

ONE_DAY = timedelta(days=1)


def begin_promises(
    *, application: UUID, materials: Collection[str], day: date, calendar: Calendar
) -> tuple[PromiseInfo, ...]:
    """A case that needs them was accepted on this day: from it the promised days are counted. Those that begin."""
    made = Promise.objects.filter(application=application, material__in=materials, state=PromiseState.MADE)
    rows = list(made.order_by("id"))
    for row in rows:
        _begin(row, day, calendar)
    return tuple(info_of(row) for row in rows)


def renew_promises(*, application: UUID, materials: Collection[str]) -> None:
    """What ended them was an error, and the case begins anew: they stand as when they were made."""
    rows = Promise.objects.filter(application=application, material__in=materials)
    rows.update(check_planned=False)
    rows.filter(state__in=ENDED_WITH_CASE).update(
        state=PromiseState.MADE, due_on=None, ordered_until=None, look_on=None, ended_at=None, barred_until=None,
        reminded_on=None,
    )  # fmt: skip


def stand_again(*, application: UUID, materials: Collection[str]) -> None:
    """The decision fell and the case is reviewed anew: it rests on them as before, and what is granted is looked at."""
    rows = Promise.objects.filter(application=application, material__in=materials)
    rows.update(check_planned=False)
    rows.filter(state__in=ENDED_WITH_DECISION).update(state=PromiseState.STANDING, ended_at=None)


def postpone_promise(*, application: UUID, material: str, to: date) -> None:
    """A newer calendar puts its day later; whoever was reminded of the former one is reminded again."""
    rows = Promise.objects.filter(application=application, material=material)
    rows.update(due_on=to, reminded_on=None)
    rows.filter(look_on__isnull=False).update(look_on=to + ONE_DAY)


def order_promise(*, application: UUID, material: str, until: date) -> None:
    """It was ordered to be kept by this day."""
    rows = Promise.objects.filter(application=application, material=material)
    rows.update(state=PromiseState.ORDERED, ordered_until=until, look_on=until + ONE_DAY)


def mark_reminded(*, application: UUID, materials: Collection[str], day: date) -> None:
    """The person was reminded today: once is enough."""
    Promise.objects.filter(application=application, material__in=materials).update(reminded_on=day)


def look_again(*, application: UUID, material: str, on: date) -> None:
    """Nothing could be done today."""
    Promise.objects.filter(application=application, material=material).update(look_on=on)


def end_promises(
    *,
    application: UUID,
    materials: Collection[str],
    as_state: PromiseState,
    now: datetime,
    calendar: Calendar,
    even_kept: bool = False,
) -> None:
    """Kept, taken back, broken or void; a broken one keeps further offers away for the time that its list says.

    `even_kept` when an after-check shows that what was handed in, or sworn, was not so.
    """
    states = (*OPEN, PromiseState.KEPT, PromiseState.UNCHECKED) if even_kept else OPEN
    for row in Promise.objects.filter(application=application, material__in=materials, state__in=states):
        row.state, row.ended_at, row.look_on = as_state.value, now, None
        bar = read_span(row.bar)
        if as_state is PromiseState.BROKEN and bar:
            row.barred_until = due(calendar, start=legal_day(now), span=bar).on
        row.save(update_fields=["state", "ended_at", "look_on", "barred_until"])


def _begin(row: Promise, day: date, calendar: Calendar) -> None:
    within = read_span(row.within)
    row.state = PromiseState.STANDING.value
    if within:
        row.due_on = due(calendar, start=day, span=within).on
        row.look_on = row.due_on + ONE_DAY if row.rectify else None
    row.save(update_fields=["state", "due_on", "look_on"])
