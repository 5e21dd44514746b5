"""A plan together with the published definitions it came from, and what would fall if an item were left out. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from onething.core.planning import Holding, Holdings, Plan, Selection, Standing, compile_plan
from onething.modules.catalogue.api import CompiledBundle

MOST_REMEMBERED = 64


@dataclass(frozen=True, slots=True)
class Wish:
    """Everything a person says about what they want: answers, what they leave out or take, what is known, the day."""

    answers: Mapping[str, str]
    start: date
    selection: Selection
    holdings: Holdings


@dataclass(frozen=True, slots=True)
class Guide:
    """One guide: the plan says everything; `source` names conditions, questions and bodies beside it."""

    plan: Plan
    source: CompiledBundle
    wish: Wish


def compile_guide(source: CompiledBundle, wish: Wish) -> Guide:
    """Compile the plan of this wish."""
    known = frozenset(wish.holdings.items())
    return Guide(_plan(source, frozenset(wish.answers.items()), wish.selection, known, wish.start), source, wish)


def falls_with(guide: Guide) -> Mapping[str, tuple[str, ...]]:
    """For each item another one waits for by law: the items that could not be done if it were left out."""
    needed = {order.item for item in guide.source.library.items.values() for order in item.after if not order.soft}
    keys = [i.key for i in guide.plan.applying() if i.item in needed and i.droppable]
    return {key: fallen for key in keys if (fallen := _fallen_without(guide, key))}


def _fallen_without(guide: Guide, key: str) -> tuple[str, ...]:
    """Compile once more without the item and compare: the compiler alone knows what falls."""
    selection = replace(guide.wish.selection, leave_out=guide.wish.selection.leave_out | {key})
    other = compile_guide(guide.source, replace(guide.wish, selection=selection)).plan
    before = {item.key for item in guide.plan.items if item.standing is Standing.FALLS}
    return tuple(item.key for item in other.items if item.standing is Standing.FALLS and item.key not in before)


@lru_cache(maxsize=MOST_REMEMBERED)
def _plan(
    source: CompiledBundle,
    answers: frozenset[tuple[str, str]],
    selection: Selection,
    known: frozenset[tuple[tuple[str, str], Holding]],
    start: date,
) -> Plan:
    """While somebody fills in a form, the same wish comes again with every page: the last plans are kept."""
    return compile_plan(
        bundle=source.bundle,
        library=source.library,
        parameters=source.parameters,
        calendar=source.calendar,
        bundle_version=source.version,
        answers=dict(answers),
        selection=selection,
        holdings=dict(known),
        start=start,
    )
