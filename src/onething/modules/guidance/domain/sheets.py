"""One sheet an item: everything that procedure, handbook and review points say about it, taken from its definitions. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onething.core.definitions import ExemptBy, Item, MaterialNeed
from onething.core.lifecycle import statutory_limit
from onething.core.planning import Plan, PlannedMaterial, Treatment
from onething.modules.catalogue.api import CompiledBundle
from onething.modules.guidance.domain.conditions import material_conditions
from onething.modules.guidance.domain.flow import Flow, FlowStep, basis_words, read_flow
from onething.modules.guidance.domain.whole import compile_whole, needs_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPoint:
    """What to look at, and what to say when it is not so."""

    point: str
    say: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialSheet:
    """One material of one item: who gives it, why, on which basis, and how it is checked."""

    name: str
    party: str
    why: str
    basis: str
    original: bool
    to_submit: bool
    treatment: str
    pledge: str
    conditions: tuple[str, ...]
    points: tuple[ReviewPoint, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSheet:
    """One item: who does it, when it may begin, what goes in, what comes out and who gets it next."""

    code: str
    number: int
    name: str
    body: str
    bases: tuple[str, ...]
    promise: str
    promise_mark: str
    statutory: str
    statutory_basis: str
    critical: bool
    group: int
    situations: tuple[str, ...]
    opens: tuple[str, ...]
    requirements: tuple[str, ...]
    materials: tuple[MaterialSheet, ...]
    fields: tuple[tuple[str, tuple[str, ...]], ...]
    points: tuple[ReviewPoint, ...]
    visits: tuple[str, ...]
    result: str
    hands_to: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """The flow of a bundle and its sheets in the order in which the items begin."""

    flow: Flow
    items: tuple[ItemSheet, ...]


def read_sheets(source: CompiledBundle, *, start: date) -> Sheets:
    """All sheets of the bundle; `start` only dates the plan behind them."""
    flow, whole = read_flow(source, start=start), compile_whole(source, start=start)
    steps = sorted(flow.steps, key=lambda step: step.group)
    sheets = (_sheet(source, flow, whole, step, number) for number, step in enumerate(steps, start=1))
    return Sheets(flow=flow, items=tuple(sheets))


def _sheet(source: CompiledBundle, flow: Flow, whole: Plan, step: FlowStep, number: int) -> ItemSheet:
    item = source.library.items[step.item]
    return ItemSheet(
        code=item.code,
        number=number,
        name=item.name,
        body=step.body,
        bases=tuple(map(basis_words, item.bases)),
        promise=step.promise,
        promise_mark=step.promise_mark,
        statutory=step.statutory,
        statutory_basis=statutory_limit(item).basis.citation,
        critical=step.critical,
        group=step.group,
        situations=step.conditions,
        opens=_opens(flow, step, item),
        requirements=item.conditions,
        materials=tuple(_material(source, whole, step, need) for need in needs_of(source.bundle, item)),
        fields=tuple(_fields(source, item)),
        points=tuple(ReviewPoint(point=point, say=_say_of_item(item, point)) for point in item.review_points),
        visits=step.visits,
        result=item.result.name,
        hands_to=tuple(_hands_to(flow, step)),
        note=item.note,
    )


def _opens(flow: Flow, step: FlowStep, item: Item) -> tuple[str, ...]:
    """What must have happened before the item begins or ends."""
    bases = {order.item: f"依据{basis_words(order.basis)}" for order in item.after}
    told = []
    for key in step.after:
        before = flow.step(key)
        why = bases.get(before.item, f"要用它的结果“{before.result}”")
        told.append(f"“{before.name}”办结后开始，{why}。")
    for key in step.soft:
        before = flow.step(key)
        why = f"，{bases[before.item]}" if before.item in bases else ""
        told.append(f"可以先开始，“{before.name}”办结后才能办结{why}。")
    return tuple(told) or ("收件后就开始，不等别的事项。",)


def _hands_to(flow: Flow, step: FlowStep) -> Iterable[str]:
    """Who waits for the result; at the end of the way it goes to the delivery."""
    waiting = [other for other in flow.steps if step.key in (*other.after, *other.soft)]
    for other in waiting:
        yield f"{other.body}（{other.name}）"
    yield "综合窗口（统一出件）"


def _material(source: CompiledBundle, whole: Plan, step: FlowStep, need: MaterialNeed) -> MaterialSheet:
    material = source.library.materials[need.material]
    planned = next(m for m in whole.materials if m.material == need.material and _is_for(m, need, step))
    return MaterialSheet(
        name=material.name,
        party=source.bundle.role(need.role).label if need.role else "本次申请",
        why=need.why,
        basis=basis_words(need.basis),
        original=need.original,
        to_submit=planned.treatment is Treatment.SUBMIT,
        treatment=" ".join(reason.text for reason in planned.reasons),
        pledge=f"可以签承诺书代替：{material.pledge.text}" if material.pledge else "",
        conditions=material_conditions(source.bundle, step.item, need),
        points=tuple(ReviewPoint(point=p, say=_say_of_material(planned, p)) for p in material.review_points),
        note=material.note,
    )


def _is_for(planned: PlannedMaterial, need: MaterialNeed, step: FlowStep) -> bool:
    parties = {planned.party, planned.party.partition("[")[0]}
    return any(use.item == step.key for use in planned.uses) and (not need.role or need.role in parties)


def _fields(source: CompiledBundle, item: Item) -> Iterable[tuple[str, tuple[str, ...]]]:
    """The fields by party, in the order of the item."""
    for role in dict.fromkeys(need.role for need in item.fields):
        codes = dict.fromkeys(need.element for need in item.fields if need.role == role)
        label = source.bundle.role(role).label if role else "本次申请"
        yield label, tuple(source.library.elements[code].label for code in codes)


def _say_of_material(planned: PlannedMaterial, point: str) -> str:
    """Where the material comes from decides what can be done about it."""
    name = planned.name
    match planned.exempt_by:
        case ExemptBy.GENERATED_FORM:
            return f"“{name}”是按表单生成的，要“{point}”，现在对不上；请在表单里改过来，不用另写。"
        case ExemptBy.UPSTREAM_RESULT:
            return f"“{name}”由前一个事项办出，要“{point}”，现在对不上；我们请前面的部门核对，不用您跑。"
        case None:
            return f"“{name}”要“{point}”，您这份对不上；请补一份对得上的，其他材料不用重交。"
        case _:
            return f"查到的“{name}”要“{point}”，现在对不上；登记有误的请补交一份，其他材料不用重交。"


def _say_of_item(item: Item, point: str) -> str:
    return f"办“{item.name}”要看“{point}”，现在对不上；请核对后改过来，或者补交能说明的材料。"
