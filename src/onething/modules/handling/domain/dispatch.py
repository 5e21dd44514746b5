"""What one decision sets in motion: waiting cases open, or end with the case they depend on.

Source: a case that waits for another's result has no clock of its own yet; a refusal ends only what depends on it.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from onething.core.calendar import Calendar
from onething.core.lifecycle import CaseAction, CaseState
from onething.modules.handling.domain.cases import CaseFile, by_key, moved

OPENS = (CaseAction.OPEN,)
OPENS_ACCEPTED = (CaseAction.OPEN, CaseAction.ACCEPT)
OPENS_CORRECTING = (CaseAction.OPEN_CORRECTING,)
ENDS = (CaseAction.TERMINATE,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """What happens to one case, and because of which others."""

    key: str
    actions: tuple[CaseAction, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """Everything that follows, in the order of the plan; `finished` when no case has anything left to be done."""

    consequences: tuple[Consequence, ...]
    finished: bool


def decide_dispatch(cases: Collection[CaseFile], *, on: date, calendar: Calendar) -> Dispatch:
    """Settle the waiting cases; one ending may end the next, so it runs until nothing moves."""
    settled = dict(by_key(cases))
    found: list[Consequence] = []
    while fresh := [step for case in settled.values() if (step := _step(case, settled))]:
        for step in fresh:
            settled[step.key] = moved(settled[step.key], step.actions, on=on, calendar=calendar)
        found += fresh
    places = list(settled)
    ordered = sorted(found, key=lambda step: places.index(step.key))
    return Dispatch(consequences=tuple(ordered), finished=all(case.final for case in settled.values()))


def decide_acceptance(cases: Collection[CaseFile]) -> tuple[CaseFile, ...]:
    """Accept everything received; what still waits is accepted ahead and starts its clock only when it opens.

    What a notice asks for must be there first, so a waiting case that awaits it is not accepted ahead.
    """
    return tuple(
        replace(case, accepted_ahead=True) if case.state is CaseState.WAITING else case
        for case in cases
        if case.open_to_notice and not case.awaits_correction
    )


def missing_before_grant(case: CaseFile, cases: Collection[CaseFile]) -> tuple[str, ...]:
    """Keys of the cases without whose result it is not granted: not granted yet, or not any more."""
    return _not_granted((*case.waits_for, *case.soft_waits), cases)


def fallen_before(case: CaseFile, cases: Collection[CaseFile]) -> tuple[str, ...]:
    """Keys of the cases on whose result it opened, and whose result does not stand any more (撤销、撤回、注销)."""
    return () if case.state is CaseState.WAITING or case.failed else _not_granted(case.waits_for, cases)


def resting_on(key: str, cases: Collection[CaseFile]) -> tuple[CaseFile, ...]:
    """Those that opened on the result of this case, or must be decided after it, and are decided or under way."""
    return tuple(
        case
        for case in cases
        if key in {*case.waits_for, *case.soft_waits} and case.state is not CaseState.WAITING and not case.failed
    )


def failed_before(case: CaseFile, cases: Collection[CaseFile]) -> tuple[str, ...]:
    """Keys of the cases it waits for that will bring no result: taken up anew, it would end again at once."""
    known = by_key(cases)
    return tuple(key for key in case.waits_for if key in known and known[key].failed)


def _not_granted(keys: Collection[str], cases: Collection[CaseFile]) -> tuple[str, ...]:
    known = by_key(cases)
    return tuple(key for key in keys if key in known and not known[key].granted)


def _step(case: CaseFile, cases: dict[str, CaseFile]) -> Consequence | None:
    if case.state is not CaseState.WAITING:
        return None
    before = [cases[key] for key in case.waits_for if key in cases]
    failed = tuple(one.key for one in before if one.failed)
    if failed:
        return Consequence(key=case.key, actions=ENDS, because=failed)
    if all(one.granted for one in before):
        return Consequence(key=case.key, actions=_opening(case), because=tuple(one.key for one in before))
    return None


def _opening(case: CaseFile) -> tuple[CaseAction, ...]:
    if case.awaits_correction:
        return OPENS_CORRECTING
    return OPENS_ACCEPTED if case.accepted_ahead else OPENS
