"""What the guide page says, taken from the plan sentence by sentence; templates decide nothing. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from onething.core.definitions import Basis, ElementSource, Layer, Mark, Tie
from onething.core.lifecycle import RenewalRule, renewal_to_tell
from onething.core.planning import FormSection, Plan, PlannedItem, PlannedMaterial, Slot, Standing, Treatment
from onething.modules.guidance.api import Guide, falls_with, item_names, saving_words
from onething.modules.pledge.api import Offer, PromiseKind, offers_for

CHOOSABLE = frozenset({Standing.APPLIES, Standing.OPEN, Standing.LEFT_OUT})


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCard:
    """One item as it stands: what, why, by whom, when, and what leaving it out would mean."""

    key: str
    name: str
    body: str
    result: str
    why: str
    standing: Standing
    optional: bool
    choosable: bool
    tie: Basis | None
    tied_to: tuple[str, ...]
    falls: tuple[str, ...]
    slot: Slot | None
    promise_mark: str
    bases: tuple[Basis, ...]
    note: str
    pledge: Offer | None = None
    renewal: RenewalRule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemGroup:
    """The items of one child, or of the family as a whole."""

    label: str
    cards: tuple[ItemCard, ...] = field(default=())


def promise_mark(guide: Guide, *, confirmed: bool, layer: Layer | None) -> str:
    """What stands beside a promise nobody has confirmed: 演示 for the invented region's own, else 待核."""
    if confirmed:
        return ""
    return "演示" if guide.source.demonstration and layer is Layer.LOCAL else "待核"


def item_groups(guide: Guide, every: Sequence[ItemCard]) -> list[ItemGroup]:
    """Items that are or can be done, by child when there are several."""
    cards = [card for card in every if card.choosable]
    subjects = {item.key: item.subject for item in guide.plan.items}
    several = {p.code: p.label for p in guide.plan.parties if sum(q.role == p.role for q in guide.plan.parties) > 1}
    labels = [*several.values(), ""]
    grouped = [(label, tuple(c for c in cards if several.get(subjects[c.key], "") == label)) for label in labels]
    whole = "一次办齐" if several else ""
    return [ItemGroup(label=label or whole, cards=found) for label, found in grouped if found]


def item_cards(guide: Guide) -> Iterator[ItemCard]:
    """Every item of the plan, in its order."""
    plan, names, falls = guide.plan, item_names(guide.plan), falls_with(guide)
    pledges = {offer.items[0]: offer for offer in offers_for(plan, guide.source.library) if offer.required}
    slots = {slot.item: slot for slot in plan.schedule.slots} if plan.schedule else {}
    for item in plan.items:
        slot, tie = slots.get(item.key), _tie(guide, item.item)
        yield ItemCard(
            key=item.key,
            name=names[item.key],
            body=item.body_name,
            result=item.result,
            why=_said(item),
            standing=item.standing,
            optional=item.optional,
            choosable=item.standing in CHOOSABLE,
            tie=None if item.droppable or tie is None else tie.basis,
            tied_to=_tied_to(guide, item, tie),
            falls=tuple(names[key] for key in falls.get(item.key, ())),
            slot=slot,
            promise_mark=promise_mark(guide, confirmed=slot.promise_confirmed, layer=slot.promise_layer)
            if slot
            else "",
            bases=item.bases,
            note=guide.source.library.items[item.item].note,
            pledge=pledges.get(item.key),
            renewal=renewal_to_tell(guide.source.library.items[item.item]),
        )


def _tie(guide: Guide, item: str) -> Tie | None:
    return next((tie for tie in guide.source.bundle.ties if item in tie.items), None)


def _tied_to(guide: Guide, item: PlannedItem, tie: Tie | None) -> tuple[str, ...]:
    """The names of what the law ties to it and what is applied for."""
    applied = guide.plan.applying() if tie else ()
    return tuple(dict.fromkeys(o.name for o in applied if tie and o.item in tie.items and o.item != item.item))


def _said(thing: PlannedItem | PlannedMaterial) -> str:
    return " ".join(reason.text for reason in thing.reasons)


def materials_to_submit(guide: Guide) -> list[dict[str, Any]]:
    """Cards of what must be handed in: who needs it and why, how it is checked, and what may be promised instead."""
    names, offers = item_names(guide.plan), offers_for(guide.plan, guide.source.library)
    return [_material_card(guide, material, names, offers) for material in of_treatment(guide.plan, Treatment.SUBMIT)]


def of_treatment(plan: Plan, treatment: Treatment) -> list[PlannedMaterial]:
    """The materials dealt with in this way."""
    return [material for material in plan.materials if material.treatment is treatment]


def _material_card(
    guide: Guide, material: PlannedMaterial, names: dict[str, str], offers: Sequence[Offer]
) -> dict[str, Any]:
    own = [offer for offer in offers if offer.key == material.key]
    return {
        "name": material.name,
        "party": material.party_label,
        "treatment": _treatment(own),
        "copies": "要原件" if material.original else "",
        "why": "；".join(dict.fromkeys(use.text for use in material.uses if use.text)) or _said(material),
        "items": [names[use.item] for use in material.uses],
        "how": guide.source.library.materials[material.material].note,
        "promises": own,
        "review_points": material.review_points,
        "bases": tuple(dict.fromkeys(use.basis for use in material.uses)),
    }


def _treatment(offers: Sequence[Offer]) -> str:
    kinds = {offer.kind for offer in offers}
    if PromiseKind.DEFERRAL in kinds:
        return "deferrable"
    return "pledgeable" if kinds else "required"


def spared_rows(plan: Plan, treatment: Treatment) -> list[dict[str, str]]:
    """Materials that need not be handed in, with the reason."""
    found = of_treatment(plan, treatment)
    return [{"label": m.name, "value": _said(m), "note": m.party_label} for m in found]


def form_rows(plan: Plan) -> list[dict[str, str]]:
    """The one form at a glance: per party what is typed and what is only checked."""
    return [_form_row(section) for section in plan.form]


def _form_row(section: FormSection) -> dict[str, str]:
    typed = [f.label for f in section.fields if f.source is ElementSource.FILL and not f.preset]
    shown = [f.label for f in section.fields if f.source is ElementSource.SHARE or f.preset]
    note = f"自动带出，核对即可（{len(shown)} 项）：{'、'.join(shown)}" if shown else ""
    return {
        "label": section.label,
        "value": f"要填 {len(typed)} 项：{'、'.join(typed)}" if typed else "不用填",
        "note": note,
    }


def saving_tiles(plan: Plan) -> list[dict[str, str]]:
    """省了什么: before and after."""
    tiles = []
    for saving in plan.saved:
        before, after, unit = saving_words(saving)
        tiles.append({"label": saving.label, "before": before, "after": after, "unit": unit, "note": saving.note})
    return tiles


def legal_bases(guide: Guide) -> list[tuple[Basis, tuple[str, ...]]]:
    """Every source once, with the items that rest on it; the bundle's own first. Confirmed ones before the others."""
    found: dict[Basis, dict[str, None]] = {basis: {"一件事": None} for basis in guide.source.bundle.bases}
    for item in guide.plan.items:
        for basis in item.bases if item.standing in {Standing.APPLIES, Standing.OPEN} else ():
            found.setdefault(basis, {})[item.name] = None
    order = [Mark.CONFIRMED, Mark.DEMONSTRATION, Mark.UNCONFIRMED]
    return sorted(((basis, tuple(names)) for basis, names in found.items()), key=lambda pair: order.index(pair[0].mark))
