"""One schedule in dates: who waits for whom, what runs in parallel, the critical path. 并联审批, 限时办结."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from onething.core.calendar import Span, Unit, due
from onething.core.definitions import Bundle, Library
from onething.core.lifecycle import JOINT
from onething.core.planning.durations import Frame, Timing
from onething.core.planning.materials import Producers, producer_of
from onething.core.planning.needs import Need
from onething.core.planning.plan import JointVisit, Reason, Schedule, Slot
from onething.core.planning.selection import Instance, by_item, prerequisite_instances
from onething.core.rules import Truth


class CyclicPlan(ValueError):
    """Items wait for each other in a ring; publication refuses this, so a published bundle never raises it."""


@dataclass(frozen=True, slots=True)
class Waits:
    """Per item key: which keys must be decided before it starts, and which before it ends (soft)."""

    hard: Mapping[str, tuple[str, ...]]
    soft: Mapping[str, tuple[str, ...]]


class _Place(NamedTuple):
    starts: int
    ends: int
    group: int
    timing: Timing


def read_waits(applying: tuple[Instance, ...], needs: list[Need], producers: Producers) -> Waits:
    """Dependencies from results (an item waits for the item that makes its material) and from declared order."""
    hard: dict[str, dict[str, None]] = {instance.key: {} for instance in applying}
    soft: dict[str, dict[str, None]] = {instance.key: {} for instance in applying}
    for need in needs:
        if need.truth is Truth.TRUE and need.instance.applies:
            producer = producer_of(need, producers)
            if producer:
                hard[need.instance.key][producer.key] = None
    groups = by_item(applying)
    for instance in applying:
        for order in instance.item.after:
            into = soft if order.soft else hard
            into[instance.key].update({p.key: None for p in prerequisite_instances(order, instance, groups)})
    return Waits({k: tuple(v) for k, v in hard.items()}, {k: tuple(v) for k, v in soft.items()})


def build_schedule(
    *, bundle: Bundle, library: Library, applying: tuple[Instance, ...], waits: Waits, frame: Frame
) -> Schedule:
    """Place every applying item, then date it."""
    by_key = {instance.key: instance for instance in applying}
    places = _place(by_key, waits, frame)
    critical = _critical(places, waits)
    slots = tuple([_slot(by_key[key], place, waits, key in critical, frame) for key, place in places.items()])
    length = max((place.ends for place in places.values()), default=0)
    declared = frame.parameters.bundle_promises.get(bundle.code, bundle.promise)
    declared_on = due(frame.calendar, start=frame.start, span=declared.span)
    return Schedule(
        start=frame.start,
        slots=slots,
        critical=tuple(key for key in places if key in critical),
        computed_half_days=length,
        computed_on=frame.day(length),
        declared_label=declared.span.label,
        declared_half_days=declared.span.amount if declared.span.unit is Unit.WORKING_DAY else 0,
        declared_on=declared_on.on,
        declared_confirmed=declared.basis.confirmed,
        visits=_visits(by_key, places, library, frame),
        provisional=declared_on.provisional or True in [slot.provisional for slot in slots],
    )


def _place(applying: Mapping[str, Instance], waits: Waits, frame: Frame) -> dict[str, _Place]:
    """Earliest places in pack order; raises CyclicPlan when some item can never start."""
    places: dict[str, _Place] = {}
    left = list(applying)
    while left:
        waiting = []
        for key in left:
            if all(map(places.__contains__, (*waits.hard[key], *waits.soft[key]))):
                places[key] = _one_place(applying[key], waits, places, frame)
            else:
                waiting.append(key)
        if len(waiting) == len(left):
            raise CyclicPlan(" → ".join(left))
        left = waiting
    return {key: places[key] for key in applying}


def _one_place(instance: Instance, waits: Waits, places: Mapping[str, _Place], frame: Frame) -> _Place:
    before = [places[key] for key in waits.hard[instance.key]]
    starts = max([0, *[place.ends for place in before]])
    timing = frame.timing(instance, starts)
    soft = max([0, *[places[key].ends for key in waits.soft[instance.key]]])
    group = 1 + max([0, *[place.group for place in before]])
    return _Place(starts, max(starts + timing.half_days, soft), group, timing)


def _critical(places: Mapping[str, _Place], waits: Waits) -> set[str]:
    """Walk back from the last end along the waits that leave no slack."""
    length = max((place.ends for place in places.values()), default=0)
    path = {key for key, place in places.items() if place.ends == length}
    todo = list(path)
    while todo:
        key = todo.pop()
        tight = [w for w in waits.hard[key] if places[w].ends == places[key].starts]
        tight += [w for w in waits.soft[key] if places[w].ends == places[key].ends]
        fresh = [wait for wait in tight if wait not in path]
        path.update(fresh)
        todo.extend(fresh)
    return path


def _slot(instance: Instance, place: _Place, waits: Waits, critical: bool, frame: Frame) -> Slot:
    timing = place.timing
    promise, promised_on, published = timing.promise, frame.day(place.ends), frame.calendar.is_published
    return Slot(
        item=instance.key,
        starts=place.starts,
        ends=place.ends,
        opens_on=timing.opens_on,
        promised_on=promised_on,
        promised_label=timing.promised_label,
        promise_layer=promise.layer if promise else None,
        promise_confirmed=bool(promise and promise.basis.confirmed),
        statutory_label=timing.statutory_label,
        statutory_on=timing.statutory_on,
        waits_for=(*waits.hard[instance.key], *waits.soft[instance.key]),
        critical=critical,
        group=place.group,
        provisional=not published(promised_on) or not published(timing.statutory_on or promised_on),
    )


def _visits(
    applying: Mapping[str, Instance], places: Mapping[str, _Place], library: Library, frame: Frame
) -> tuple[JointVisit, ...]:
    topics: dict[str, list[str]] = {}
    for key, instance in applying.items():
        topic = frame.parameters.visits.get(instance.item.code, instance.item.visit)
        if topic:
            topics.setdefault(topic, []).append(key)
    visits: list[JointVisit] = []
    for topic, keys in topics.items():
        if len(keys) == 1:
            continue  # one body comes by itself: nothing to join
        position = max(places[key].starts for key in keys)
        bodies = tuple(dict.fromkeys(library.bodies[applying[key].item.body].name for key in keys))
        visits.append(JointVisit(topic, tuple(keys), bodies, position, frame.day(position)))
    return tuple(visits)


def schedule_warnings(schedule: Schedule, licensing: frozenset[str]) -> list[Reason]:
    """What the schedule shows that people must be told: both numbers, never the nicer one alone."""
    warnings: list[Reason] = []
    if schedule.declared_half_days and schedule.computed_half_days > schedule.declared_half_days:
        computed = Span(schedule.computed_half_days, Unit.WORKING_DAY).label
        text = (
            f"各事项承诺时限按先后顺序相加为 {computed}，超过整件事的承诺 {schedule.declared_label}，对外以后者为准。"
        )
        warnings.append(Reason("path_exceeds_promise", text))
    if any(slot.ends > JOINT.span.amount for slot in schedule.slots if slot.item in licensing):
        text = "许可事项联合办理超过 45 个工作日，须经本级人民政府负责人批准延长。"
        warnings.append(Reason("licensing_over_45", text, JOINT.basis))
    warnings += [
        Reason("no_duration", f"“{slot.item}”没有可用的时限，日程中按当场计，待核。")
        for slot in schedule.slots
        if slot.promise_layer is None
    ]
    return warnings
