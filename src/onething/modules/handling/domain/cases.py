"""A case as decisions see it: its log in short, its limits, and what it waits for. No database, no clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from onething.core.calendar import Calendar
from onething.core.lifecycle import (
    CASE,
    SUCCEEDED,
    CaseAction,
    CaseEntry,
    CaseLimits,
    CaseReading,
    CaseState,
    awaits_correction,
    decide_move,
    read_case,
)

UNDECIDED = frozenset(
    {CaseState.WAITING, CaseState.RECEIVED, CaseState.CORRECTING, CaseState.ACCEPTED, CaseState.REVIEWING}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """One case of an application; `waits_for` must be granted before it opens, `soft_waits` before it is granted."""

    key: str
    entries: tuple[CaseEntry, ...]
    limits: CaseLimits
    waits_for: tuple[str, ...] = ()
    soft_waits: tuple[str, ...] = ()
    accepted_ahead: bool = False

    @property
    def state(self) -> CaseState:
        """Where the log leaves the case."""
        state = CASE.start
        for entry in self.entries:
            state = state if entry.action is CaseAction.FILE else CASE.follow(state, entry.action)
        return state

    @property
    def awaits_correction(self) -> bool:
        """True while a notice that names this case is unanswered."""
        return awaits_correction(self.entries)

    @property
    def open_to_notice(self) -> bool:
        """True while the one notice may still name the case: received, or waiting and not accepted with the rest."""
        return self.state is CaseState.RECEIVED or (self.state is CaseState.WAITING and not self.accepted_ahead)

    @property
    def granted(self) -> bool:
        """True once the decision was to grant."""
        return self.state in SUCCEEDED and any(entry.action is CaseAction.GRANT for entry in self.entries)

    @property
    def failed(self) -> bool:
        """True when no result will come any more."""
        return self.state not in UNDECIDED and not self.granted

    @property
    def final(self) -> bool:
        """True when nothing is left to be done."""
        return self.state in CASE.final


def read_file(case: CaseFile, calendar: Calendar) -> CaseReading:
    """State and clocks as the log tells them."""
    return read_case(case.entries, limits=case.limits, calendar=calendar)


def moved(case: CaseFile, actions: Iterable[CaseAction], *, on: date, calendar: Calendar) -> CaseFile:
    """The case after these actions; IllegalMove when one of them is not possible."""
    for action in actions:
        decide_move(case.entries, action, limits=case.limits, calendar=calendar, on=on)
        case = replace(case, entries=(*case.entries, CaseEntry(action, on)))
    return case


def by_key(cases: Iterable[CaseFile]) -> Mapping[str, CaseFile]:
    """Cases by their place in the plan."""
    return {case.key: case for case in cases}
