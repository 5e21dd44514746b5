"""The inner flow of a bundle: one step an item, with its body, its waits, what runs beside it, and joint visits. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from onething.core.definitions import Basis, Layer, Mark
from onething.core.planning import JointVisit, Plan, PlannedItem, Schedule, Slot
from onething.modules.catalogue.api import CompiledBundle
from onething.modules.guidance.domain.conditions import item_conditions
from onething.modules.guidance.domain.order import starters
from onething.modules.guidance.domain.whole import compile_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowStep:
    """One item on its way: `after` lets it begin, `then` begins after it, `soft` must end before it ends."""

    key: str
    item: str
    name: str
    body: str
    group: int
    promise: str
    promise_mark: str
    statutory: str
    critical: bool
    after: tuple[str, ...]
    soft: tuple[str, ...]
    then: tuple[str, ...]
    conditions: tuple[str, ...]
    visits: tuple[str, ...]
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """All steps in pack order; `bodies` in the order in which their steps begin, the lead body first."""

    steps: tuple[FlowStep, ...]
    bodies: tuple[str, ...]
    visits: tuple[JointVisit, ...]
    computed: int
    promise: str
    promise_mark: str

    def step(self, key: str) -> FlowStep:
        """The step of this item; KeyError when there is none."""
        return {step.key: step for step in self.steps}[key]

    @property
    def groups(self) -> tuple[tuple[FlowStep, ...], ...]:
        """The steps that may run side by side, group after group."""
        count = max((step.group for step in self.steps), default=0)
        return tuple(tuple(s for s in self.steps if s.group == number) for number in range(1, count + 1))


def read_flow(source: CompiledBundle, *, start: date) -> Flow:
    """The flow of the whole bundle, all situations together."""
    plan = compile_whole(source, start=start)
    schedule = plan.schedule
    if schedule is None:
        raise ValueError("a plan without questions leads nowhere else")  # pragma: no cover - it has no answers
    steps = _steps(source, plan, schedule)
    lead = source.library.bodies[source.bundle.lead].name
    named = dict.fromkeys(step.body for step in sorted(steps, key=lambda step: (step.body != lead, step.group)))
    promise = source.promise
    return Flow(
        steps=steps,
        bodies=tuple(named),
        visits=schedule.visits,
        computed=schedule.computed_half_days,
        promise=promise.span.label,
        promise_mark=promise_mark(source, confirmed=promise.basis.confirmed, layer=promise.layer),
    )


def _steps(source: CompiledBundle, plan: Plan, schedule: Schedule) -> tuple[FlowStep, ...]:
    items, after = {item.key: item for item in plan.items}, starters(schedule)
    return tuple(_step(source, items[slot.item], slot, schedule, after) for slot in schedule.slots)


def _step(
    source: CompiledBundle, item: PlannedItem, slot: Slot, schedule: Schedule, after: Mapping[str, tuple[str, ...]]
) -> FlowStep:
    entry = next(entry for entry in source.bundle.items if entry.item == item.item)
    ends = {other.item: other.ends for other in schedule.slots}
    return FlowStep(
        key=item.key,
        item=item.item,
        name=item.name,
        body=item.body_name,
        group=slot.group,
        promise=slot.promised_label,
        promise_mark=promise_mark(source, confirmed=slot.promise_confirmed, layer=slot.promise_layer),
        statutory=slot.statutory_label,
        critical=slot.critical,
        after=after[item.key],
        soft=tuple(key for key in slot.waits_for if ends[key] > slot.starts),
        then=tuple(key for key, waits in after.items() if item.key in waits),
        conditions=item_conditions(source.bundle, source.library, entry),
        visits=tuple(visit.topic for visit in schedule.visits if item.key in visit.items),
        result=item.result,
    )


def promise_mark(source: CompiledBundle, *, confirmed: bool, layer: Layer | None) -> str:
    """What stands beside a promise nobody has confirmed: 演示 for the invented region's own, else 待核."""
    if confirmed:
        return ""
    return "演示" if source.demonstration and layer is Layer.LOCAL else "待核"


def basis_words(basis: Basis) -> str:
    """The source with its mark: 《户口登记条例》第7条, 《…》（待核）."""
    mark = {Mark.CONFIRMED: "", Mark.DEMONSTRATION: "（演示）", Mark.UNCONFIRMED: "（待核）"}[basis.mark]
    return f"{basis.citation}{mark}"
