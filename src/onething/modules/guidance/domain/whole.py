"""The whole bundle as one plan: every item, every material and every order at once, as if all situations held. Pure.

Procedure, handbook and flow charts are views of this plan: the compiler alone says who waits for whom and how long.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from onething.core.definitions import AddMaterial, Bundle, Item, MaterialNeed, Prerequisite, Swap
from onething.core.planning import Plan, compile_plan
from onething.modules.catalogue.api import CompiledBundle
from onething.modules.guidance.domain.conditions import effects_of


def compile_whole(source: CompiledBundle, *, start: date) -> Plan:
    """The plan of somebody to whom everything applies; `start` only dates it."""
    bundle, library = source.bundle, source.library
    entries = tuple(replace(entry, when=None, by_default=True) for entry in bundle.items)
    items = {code: _unconditioned(source, item) for code, item in library.items.items()}
    return compile_plan(
        bundle=replace(bundle, items=entries, questions=()),
        library=replace(library, items=items),
        parameters=source.parameters,
        calendar=source.calendar,
        bundle_version=source.version,
        answers={},
        start=start,
    )


def needs_of(bundle: Bundle, item: Item) -> tuple[MaterialNeed, ...]:
    """Every material that the item may ask for: its own, then those that an answer adds."""
    effects = [effect for _, _, effect in effects_of(bundle) if isinstance(effect, AddMaterial)]
    own = {(need.material, need.role) for need in item.materials}
    added = (
        MaterialNeed(material=e.material, role=e.role, basis=e.basis, why=e.because)
        for e in effects
        if e.item == item.code and (e.material, e.role) not in own
    )
    return (*item.materials, *dict.fromkeys(added))


def _unconditioned(source: CompiledBundle, item: Item) -> Item:
    needs = needs_of(source.bundle, item)
    return replace(
        item,
        materials=tuple(replace(need, when=None) for need in needs),
        fields=tuple(replace(need, when=None) for need in item.fields),
        after=(*item.after, *dict.fromkeys(_after_substitutes(source, item, needs))),
    )


def _after_substitutes(source: CompiledBundle, item: Item, needs: tuple[MaterialNeed, ...]) -> Iterator[Prerequisite]:
    """Who waits for an item, or for its result, waits for the one that takes its place as well."""
    swaps = [effect for _, _, effect in effects_of(source.bundle) if isinstance(effect, Swap)]
    for swap in swaps:
        made = source.library.items[swap.out].result.provides
        if swap.into != item.code:
            yield from (replace(order, item=swap.into) for order in item.after if order.item == swap.out)
            yield from (Prerequisite(swap.into, need.basis) for need in needs if made and need.material == made)
