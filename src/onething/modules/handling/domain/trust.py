"""A case is accepted on trust when something it needs is promised instead of handed in (容缺受理, 告知承诺). Pure."""

from collections.abc import Collection, Mapping
from typing import Any

from onething.core.lifecycle import CaseAction, Deferred, Detail
from onething.core.planning import Plan
from onething.modules.pledge.api import ITEM_KEY, PromiseKind

Promised = dict[str, list[str]]


def promised_for(plan: Plan, promised: Mapping[str, str], case: str) -> Promised | None:
    """The promised materials that this case needs, by the way in which they are promised; None when there are none."""
    found: Promised = {}
    for material in plan.materials:
        kind = promised.get(material.key)
        if kind and any(use.item == case for use in material.uses):
            found.setdefault(kind, []).append(material.key)
    if kind := promised.get(f"{ITEM_KEY}{case}"):
        found.setdefault(kind, []).append(f"{ITEM_KEY}{case}")
    return found or None


def on_trust(action: CaseAction, detail: Detail | None, promised: Any) -> tuple[CaseAction, Detail | None]:
    """What accepting comes to: with materials to follow, on a pledge, or as ever."""
    owed, pledged = owed_by(promised), (promised or {}).get(PromiseKind.PLEDGE.value)
    if action is CaseAction.ACCEPT and owed:
        return CaseAction.ACCEPT_DEFERRED, Deferred(owed)
    if action is CaseAction.ACCEPT and pledged:
        return CaseAction.ACCEPT_PLEDGED, detail
    if action is CaseAction.DEEM_ACCEPTED and promised:
        return action, Deferred(owed)
    return action, detail


def owed_by(promised: Any) -> tuple[str, ...]:
    """The materials that are to follow."""
    return tuple((promised or {}).get(PromiseKind.DEFERRAL.value, ()))


def promised_by(promised: Any) -> frozenset[str]:
    """Everything that is promised, in whichever way."""
    return frozenset(key for keys in (promised or {}).values() for key in keys)


def without(promised: Any, materials: Collection[str]) -> Promised | None:
    """What is still promised after these have come."""
    left = {kind: [key for key in keys if key not in materials] for kind, keys in (promised or {}).items()}
    return {kind: keys for kind, keys in left.items() if keys} or None
