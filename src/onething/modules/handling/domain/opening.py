"""From a plan to its cases: what each waits for, and the limits that count for it. Frozen in, frozen out."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from onething.core.calendar import Span, Unit
from onething.core.definitions import Item
from onething.core.lifecycle import CaseLimits, limits_of
from onething.core.planning import Plan, PlannedItem, Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One case to be opened."""

    planned: PlannedItem
    slot: Slot
    item: Item
    subject_label: str
    limits: CaseLimits
    waits_for: tuple[str, ...]
    soft_waits: tuple[str, ...]


def decide_openings(
    plan: Plan, items: "dict[str, Item]", *, renews_until: date | None = None, told_on_delivery: bool = False
) -> tuple[Opening, ...]:
    """One case for every applying item, in the order of the plan; a continuation is decided before its day."""
    limits = partial(limits_of, renews_until=renews_until, told_on_delivery=told_on_delivery)
    slots = {slot.item: slot for slot in plan.schedule.slots} if plan.schedule else {}
    labels = {party.code: party.label for party in plan.parties}
    several = Counter(planned.item for planned in plan.applying())
    return tuple(
        _opening(
            planned,
            slots[planned.key],
            items[planned.item],
            labels.get(planned.subject, "") if several[planned.item] > 1 else "",
            limits,
        )
        for planned in plan.applying()
    )


def _opening(
    planned: PlannedItem, slot: Slot, item: Item, subject_label: str, limits: Callable[..., CaseLimits]
) -> Opening:
    soft = soft_waits(slot, item)
    return Opening(
        planned=planned,
        slot=slot,
        item=item,
        subject_label=subject_label,
        limits=limits(item, promised=_promised(slot)),
        waits_for=tuple(dict.fromkeys(key for key in slot.waits_for if key not in soft)),
        soft_waits=soft,
    )


def soft_waits(slot: Slot, item: Item) -> tuple[str, ...]:
    """What binds only the end. A key that stands twice is also waited for because of a result, and that is hard."""
    declared = {order.item for order in item.after if order.soft}
    times = Counter(slot.waits_for)
    return tuple(key for key in times if times[key] == 1 and key.partition(":")[0] in declared)


def _promised(slot: Slot) -> Span | None:
    """The promise as the plan dated it, in half working days; one without length is 当场."""
    if slot.promise_layer is None:
        return None
    length = slot.ends - slot.starts
    return Span(length, Unit.WORKING_DAY) if length else Span.spot()
