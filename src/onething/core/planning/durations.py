"""How long an item takes and what the law says about it, from the right layer, with honest labels."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from onething.core.calendar import Calendar, Span, Unit, date_at, due, position_of
from onething.core.definitions import Item, Layer, LimitKind, Parameters, Promise
from onething.core.lifecycle import statutory_limit
from onething.core.planning.selection import Instance


class Statutory(NamedTuple):
    """The statutory limit as shown, and its span when it may start a clock."""

    label: str
    span: Span | None


class Timing(NamedTuple):
    """An item that starts at some position: what was promised, its half working days, and the law's last day."""

    promise: Promise | None
    promised_label: str
    half_days: int
    opens_on: date
    statutory_label: str
    statutory_on: date | None


@dataclass(frozen=True, slots=True)
class Frame:
    """What dates an item: the calendar, the start day and the local layer. Each answer is found once and kept."""

    calendar: Calendar
    start: date
    parameters: Parameters
    _days: dict[int, date] = field(default_factory=dict, repr=False, compare=False)
    _timings: dict[tuple[str, int], Timing] = field(default_factory=dict, repr=False, compare=False)

    def day(self, position: int) -> date:
        """The day of a position; most items share a few positions."""
        found = self._days.get(position)
        if found is None:
            found = self._days[position] = date_at(self.calendar, start=self.start, position=position)
        return found

    def timing(self, instance: Instance, position: int) -> Timing:
        """The item when it starts at this position; the same for every subject."""
        key = (instance.item.code, position)
        found = self._timings.get(key)
        if found is None:
            found = self._timings[key] = _timing(instance, position, self)
        return found


def _timing(instance: Instance, position: int, frame: Frame) -> Timing:
    opens_on, statutory = frame.day(position), _statutory(instance.item)
    promise = _promise(instance, statutory, frame.parameters)
    return Timing(
        promise,
        promise.span.label if promise else "未承诺",
        _half_days(promise.span, position, opens_on, frame) if promise else 0,
        opens_on,
        statutory.label,
        due(frame.calendar, start=opens_on, span=statutory.span).on if statutory.span else None,
    )


def _statutory(item: Item) -> Statutory:
    """Law shows as law only when confirmed; an unconfirmed figure or absence shows 待核."""
    limit = statutory_limit(item)
    doubt = "" if limit.basis.confirmed else "（待核）"
    if limit.kind is LimitKind.FIXED and limit.span:
        return Statutory(f"{limit.span.label}{doubt}", limit.binding)
    if limit.kind is LimitKind.ON_THE_SPOT:
        return Statutory(f"当场{doubt}", Span.spot() if limit.basis.confirmed else None)
    return Statutory(f"{'法律未规定时限' if limit.kind is LimitKind.NONE else '按地方规定'}{doubt}", None)


def _promise(instance: Instance, statutory: Statutory, parameters: Parameters) -> Promise | None:
    """The local layer first, then the promise inside the bundle, then the item's own, then the confirmed law."""
    item = instance.item
    own = parameters.item_promises.get(item.code) or instance.entry.promise or item.promise
    if own or not statutory.span:
        return own
    return Promise(statutory.span, statutory_limit(item).basis, Layer.STATUTE)


def _half_days(span: Span, position: int, opens_on: date, frame: Frame) -> int:
    """The length of a span that begins at `position`, in half working days."""
    if span.unit is Unit.WORKING_DAY or not span.amount:
        return span.amount
    last = due(frame.calendar, start=opens_on, span=span).on
    return max(0, position_of(frame.calendar, start=frame.start, day=last) - position)


def alone_half_days(item: Item) -> int:
    """What the item would take if applied for by itself: its own promise, else confirmed law (working days only)."""
    promise = item.promise
    span = promise.span if promise else _statutory(item).span
    return span.amount if span and span.unit is Unit.WORKING_DAY else 0
