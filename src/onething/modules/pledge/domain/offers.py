"""What may be promised instead of handing a material in now, in the words that the applicant signs. Pure.

Source: the lists of the packs (容缺受理清单, 告知承诺清单); each says how long, on what basis, and what a broken promise costs.
"""

from dataclasses import dataclass

from onething.core.calendar import Span
from onething.core.definitions import AfterCheck, Basis, Deferral, Library, Pledge
from onething.core.planning import Plan, PlannedMaterial, Treatment
from onething.core.states import Labelled


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


def offers_for(plan: Plan, library: Library) -> tuple[Offer, ...]:
    """Everything that this plan lets an applicant promise; a material can be on both lists."""
    return tuple(
        offer
        for planned in plan.materials
        if planned.treatment is Treatment.SUBMIT
        for offer in _offers(planned, library)
    )


def _offers(planned: PlannedMaterial, library: Library) -> tuple[Offer, ...]:
    material = library.materials[planned.material]
    found = []
    if planned.deferrable_half_days is not None and material.deferral:
        found.append(_deferral(planned, material.deferral))
    if planned.pledgeable and material.pledge:
        found.append(_pledge(planned, material.pledge))
    return tuple(found)


def _deferral(planned: PlannedMaterial, deferral: Deferral) -> Offer:
    return Offer(
        key=planned.key,
        name=planned.name,
        items=tuple(use.item for use in planned.uses),
        kind=PromiseKind.DEFERRAL,
        text=f"我承诺：自受理之日起 {deferral.within.label}内交来“{planned.name}”，内容真实、符合要求。",
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


def _pledge(planned: PlannedMaterial, pledge: Pledge) -> Offer:
    return Offer(
        key=planned.key,
        name=planned.name,
        items=tuple(use.item for use in planned.uses),
        kind=PromiseKind.PLEDGE,
        text=pledge.text,
        consequence=f"{pledge.consequence}{_barred(pledge.bar)}",
        basis=pledge.basis,
        rectify=pledge.rectify,
        check=pledge.check,
        bar=pledge.bar,
    )


def _barred(bar: Span | None) -> str:
    return f"没有兑现承诺的，{bar.label}内不再适用容缺受理和告知承诺；办理条件不因此改变。" if bar else ""
