"""Who lets whom begin: the waits of a schedule without those that another wait already implies. Pure."""

from collections.abc import Mapping

from onething.core.planning import Schedule


def starters(schedule: Schedule) -> dict[str, tuple[str, ...]]:
    """Per case the ones whose end lets it begin: no soft waits, and nothing that another wait already implies."""
    slots = {slot.item: slot for slot in schedule.slots}
    hard = {key: {w for w in slot.waits_for if slots[w].ends <= slot.starts} for key, slot in slots.items()}
    implied = {key: _ancestors(waits, hard) for key, waits in hard.items()}
    return {key: tuple(w for w in slot.waits_for if w in hard[key] - implied[key]) for key, slot in slots.items()}


def _ancestors(waits: set[str], hard: Mapping[str, set[str]]) -> set[str]:
    """Everything the given cases wait for themselves, at any distance."""
    return set().union(*(hard[key] | _ancestors(hard[key], hard) for key in waits))
