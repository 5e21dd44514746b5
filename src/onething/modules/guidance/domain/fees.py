"""What a plan charges, in words: the same lines on page, paper and terminal. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from onething.core.definitions import Basis, Blocks, Bundle, Fee, ItemType, Library, Mark, Relief, in_yuan
from onething.core.planning import Charge, Plan, PlannedFee
from onething.modules.guidance.domain.words import item_names

NO_FEE = Basis("行政许可法", "第58条", Mark.CONFIRMED)
_DUE = {
    Blocks.NOTHING: "没交不影响受理和办理。",
    Blocks.DELIVERY: "交清后送达结果。",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeLine:
    """One fee: for which item, how much, what comes of it, on which sources."""

    name: str
    item: str
    price: str
    told: str
    sources: tuple[Basis, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeesTold:
    """All fees, and one sentence about them with its own source, if it rests on one."""

    lines: tuple[FeeLine, ...]
    summary: str
    source: Basis | None = None


def tell_fees(plan: Plan, library: Library) -> FeesTold:
    """The fees of a plan. That a definition lists none is not the same as that nothing is charged."""
    if plan.fees:
        return FeesTold(lines=tuple(fee_lines(plan, _reliefs(plan, library))), summary=_total(plan))
    if plan.applying() and all(library.items[item.item].type is ItemType.LICENSING for item in plan.applying()):
        return FeesTold(lines=(), summary="办行政许可不收费。", source=NO_FEE)
    return FeesTold(lines=(), summary="没有列出收费项目。有人要您交费的，请对方出示公布的收费依据和标准。")


def fee_lines(plan: Plan, reliefs: Mapping[str, Sequence[Relief]] = MappingProxyType({})) -> Iterator[FeeLine]:
    """One line a fee, in the order of the plan; `reliefs` are those that are shown for, by the key of their fee."""
    names = item_names(plan)
    for fee in plan.fees:
        shown = reliefs.get(fee.key, ()) if fee.charge is not Charge.EXEMPT else ()
        yield FeeLine(
            name=fee.name,
            item=names[fee.item],
            price=f"{in_yuan(fee.amount_fen)}/{fee.unit}",
            told=_told(fee) + _spared(shown),
            sources=(*_sources(fee), *_own(shown, fee.basis)),
        )


def _reliefs(plan: Plan, library: Library) -> dict[str, tuple[Relief, ...]]:
    """The reliefs that something is shown for, of each fee of the plan."""
    items = {item.key: item.item for item in plan.items}
    return {
        fee.key: _to_be_shown(found)
        for fee in plan.fees
        for found in library.items[items[fee.item]].fees
        if fee.key == f"{fee.item}:{found.code}"
    }


def _to_be_shown(fee: Fee) -> tuple[Relief, ...]:
    return tuple(relief for relief in fee.exempt if relief.proof)


def _spared(reliefs: Iterable[Relief]) -> str:
    """Who may be let off, on showing what, and whether that was read in its source."""
    told = (f"{one.reason}，凭{one.proof}{'' if one.basis.confirmed else '（待核）'}。" for one in reliefs)
    return "".join(f"可以减免：{words}" for words in told)


def _own(reliefs: Iterable[Relief], told: Basis) -> tuple[Basis, ...]:
    """Their sources, where the fee does not name them already."""
    return tuple(relief.basis for relief in reliefs if relief.basis.citation != told.citation)


def possible_fees(bundle: Bundle, library: Library) -> tuple[FeeLine, ...]:
    """What may be charged by some answers: each fee of the bundle's items once, whoever is let off it."""
    found: dict[tuple[str, int, str], FeeLine] = {}
    for item in (library.items[part.item] for part in bundle.items):
        for fee in item.fees:
            price = f"{in_yuan(fee.amount_fen)}/{fee.unit}"
            shown = _to_be_shown(fee)
            told, sources = _DUE[fee.blocks] + _spared(shown), (fee.basis, *_own(shown, fee.basis))
            line = FeeLine(name=fee.name, item=item.name, price=price, told=told, sources=sources)
            found.setdefault((fee.name, fee.amount_fen, fee.unit), line)
    return tuple(found.values())


def _told(fee: PlannedFee) -> str:
    if fee.charge is Charge.DUE:
        return _DUE[fee.blocks]
    return f"不用交：{fee.reason.text}" if fee.charge is Charge.EXEMPT else fee.reason.text


def _sources(fee: PlannedFee) -> tuple[Basis, ...]:
    waits = fee.blocks_by if fee.charge is Charge.DUE and fee.blocks is not Blocks.NOTHING else None
    return tuple(basis for basis in (fee.basis, fee.reason.basis, waits) if basis)


def _total(plan: Plan) -> str:
    told = [f"合计 {in_yuan(plan.due_fen)}，不含税款。"]
    if any(fee.charge is Charge.OPEN for fee in plan.fees):
        told.append("还没定的不在里面。")
    if any(fee.basis.mark is Mark.UNCONFIRMED for fee in plan.fees):
        told.append("标“待核”的只供参考，以办理部门公布的标准为准。")
    return "".join(told)
