"""How long an item takes and what the law says about it, from the right layer, with honest labels."""

from dataclasses import dataclass
from datetime import date

from onething.core.calendar import Calendar, Span, Unit, due, position_of
from onething.core.definitions import Item, Layer, LimitKind, Parameters, Promise
from onething.core.lifecycle import statutory_limit
from onething.core.planning.selection import Instance


@dataclass(frozen=True, slots=True)
class Statutory:
    """The statutory limit as shown, and its last day when it may start a clock."""

    label: str
    span: Span | None


def statutory_of(item: Item) -> Statutory:
    """Law shows as law only when confirmed; an unconfirmed figure or absence shows 待核."""
    limit = statutory_limit(item)
    doubt = "" if limit.basis.confirmed else "（待核）"
    if limit.kind is LimitKind.FIXED and limit.span:
        return Statutory(f"{limit.span.label}{doubt}", limit.binding)
    if limit.kind is LimitKind.ON_THE_SPOT:
        return Statutory(f"当场{doubt}", Span.spot() if limit.basis.confirmed else None)
    return Statutory(f"{'法律未规定时限' if limit.kind is LimitKind.NONE else '按地方规定'}{doubt}", None)


def promise_of(instance: Instance, parameters: Parameters) -> Promise | None:
    """The local layer first, then the promise inside the bundle, then the item's own, then the confirmed law."""
    item = instance.item
    own = parameters.item_promises.get(item.code) or instance.entry.promise or item.promise
    if own:
        return own
    span = statutory_of(item).span
    return Promise(span, statutory_limit(item).basis, Layer.STATUTE) if span else None


def half_days(span: Span, *, calendar: Calendar, start: date, position: int, opens_on: date) -> int:
    """The length of a span that begins at `position`, in half working days."""
    if span.unit is Unit.WORKING_DAY or not span.amount:
        return span.amount
    return max(0, position_of(calendar, start=start, day=due(calendar, start=opens_on, span=span).on) - position)


def alone_half_days(item: Item) -> int:
    """What the item would take if applied for by itself: its own promise, else confirmed law (working days only)."""
    promise = item.promise
    span = promise.span if promise else statutory_of(item).span
    return span.amount if span and span.unit is Unit.WORKING_DAY else 0
