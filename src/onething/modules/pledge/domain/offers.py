"""What may be promised instead of handing a material in now, in the words that the applicant signs. Pure.

Source: the lists of the packs (容缺受理清单, 告知承诺清单); each says how long, on what basis, and what a broken promise costs.
"""

from dataclasses import dataclass

from onething.core.calendar import Span
from onething.core.definitions import AddMaterial, AfterCheck, Basis, Bundle, Deferral, Library, Material, Pledge
from onething.core.planning import Plan, PlannedMaterial, Treatment
from onething.core.states import Labelled

BY_PLEDGE = "pledge"
ITEM_KEY = "item:"


class PromiseKind(Labelled):
    """In which way a material is promised."""

    DEFERRAL = "deferral", "以后再交"
    PLEDGE = "pledge", "告知承诺"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One material that may be promised: the text that is signed, its consequence and its source."""

    key: str
    name: str
    items: tuple[str, ...]
    kind: PromiseKind
    text: str
    consequence: str
    basis: Basis
    within: Span | None = None
    rectify: Span | None = None
    check: AfterCheck | None = None
    bar: Span | None = None
    conditions: tuple[str, ...] = ()

    @property
    def required(self) -> bool:
        """True where the whole item is granted by pledge, as the applicant chose: without signing there is no such way."""
        return is_item_pledge(self.key)


def is_item_pledge(key: str) -> bool:
    """Whether this key of a promise stands for an item and not for a material."""
    return key.startswith(ITEM_KEY)


def offers_for(plan: Plan, library: Library) -> tuple[Offer, ...]:
    """Everything that this plan lets an applicant promise; a material can be on both lists."""
    of_materials = tuple(
        offer
        for planned in plan.materials
        if planned.treatment is Treatment.SUBMIT
        for offer in _offers(planned, library)
    )
    return (*_of_items(plan, library), *of_materials)


def published_lists(bundle: Bundle, library: Library) -> tuple[Offer, ...]:
    """The public lists (容缺受理清单, 告知承诺清单) of a bundle whatever the answers; `items` are the names of those that need it."""
    needs = _needs(bundle, library)
    of_materials = (
        offer
        for code, items in needs.items()
        for offer in _of_material(library.materials[code], code, library.materials[code].name, tuple(items))
    )
    items = (library.items[one.item] for one in bundle.items)
    by_pledge = (_pledge(f"{ITEM_KEY}{one.code}", one.name, (one.name,), one.pledge) for one in items if one.pledge)
    return (*by_pledge, *of_materials)


def _needs(bundle: Bundle, library: Library) -> dict[str, dict[str, None]]:
    """The materials that items of the bundle ask for, or that an answer adds, each with the names of the items."""
    needs: dict[str, dict[str, None]] = {}
    for one in bundle.items:
        for need in library.items[one.item].materials:
            needs.setdefault(need.material, {})[library.items[one.item].name] = None
    for effect in (effect for question in bundle.questions for one in question.options for effect in one.effects):
        if isinstance(effect, AddMaterial):
            needs.setdefault(effect.material, {})[library.items[effect.item].name] = None
    return needs


def _of_items(plan: Plan, library: Library) -> tuple[Offer, ...]:
    """The items that the answers set on the way of a pledge (审批告知承诺)."""
    given = ((planned, library.items[planned.item].pledge) for planned in plan.applying() if planned.mode == BY_PLEDGE)
    return tuple(_pledge(f"{ITEM_KEY}{item.key}", item.name, (item.key,), pledge) for item, pledge in given if pledge)


def _offers(planned: PlannedMaterial, library: Library) -> tuple[Offer, ...]:
    offers = _of_material(library.materials[planned.material], planned.key, planned.name, _items(planned))
    allowed = {PromiseKind.DEFERRAL: planned.deferrable_half_days is not None, PromiseKind.PLEDGE: planned.pledgeable}
    return tuple(offer for offer in offers if allowed[offer.kind])


def _of_material(material: Material, key: str, name: str, items: tuple[str, ...]) -> tuple[Offer, ...]:
    """It can be on both lists."""
    deferred = [_deferral(key, name, items, material.deferral)] if material.deferral else []
    pledged = [_pledge(key, name, items, material.pledge)] if material.pledge else []
    return (*deferred, *pledged)


def _deferral(key: str, name: str, items: tuple[str, ...], deferral: Deferral) -> Offer:
    return Offer(
        key=key,
        name=name,
        items=items,
        kind=PromiseKind.DEFERRAL,
        text=f"我承诺：自受理之日起 {deferral.within.label}内交来“{name}”，内容真实、符合要求。",
        consequence=_late(deferral),
        basis=deferral.basis,
        within=deferral.within,
        rectify=deferral.rectify,
        check=deferral.check,
        bar=deferral.bar,
    )


def _late(deferral: Deferral) -> str:
    """What follows when it does not come: never more than what the list says."""
    parts = ["材料交齐以前，不作出准予决定。"]
    if deferral.rectify:
        parts.append(f"到期没有交的，责令在 {deferral.rectify.label}内补交；仍没有交的，撤销受理。")
    return "".join([*parts, _barred(deferral.bar)])


def _items(planned: PlannedMaterial) -> tuple[str, ...]:
    return tuple(use.item for use in planned.uses)


def _pledge(key: str, name: str, items: tuple[str, ...], pledge: Pledge) -> Offer:
    return Offer(
        key=key,
        name=name,
        items=items,
        kind=PromiseKind.PLEDGE,
        text=pledge.text,
        consequence=f"{pledge.consequence}{_barred(pledge.bar)}",
        basis=pledge.basis,
        rectify=pledge.rectify,
        check=pledge.check,
        bar=pledge.bar,
        conditions=pledge.conditions,
    )


def _barred(bar: Span | None) -> str:
    return f"没有兑现承诺的，{bar.label}内不再适用容缺受理和告知承诺；办理条件不因此改变。" if bar else ""
