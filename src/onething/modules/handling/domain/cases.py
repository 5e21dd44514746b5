"""A case as decisions see it: its log in short, its limits, and what it waits for. No database, no clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from onething.core.calendar import Calendar
from onething.core.lifecycle import (
    CASE,
    UNDECIDED,
    CaseAction,
    CaseEntry,
    CaseLimits,
    CaseLog,
    CaseReading,
    CaseState,
    Detail,
    check_move,
    count_from,
    date_case,
    fold_case,
)

ACCEPTING = frozenset(
    {CaseAction.ACCEPT, CaseAction.ACCEPT_DEFERRED, CaseAction.ACCEPT_PLEDGED, CaseAction.DEEM_ACCEPTED}
)


@dataclass(frozen=True, kw_only=True)
class CaseFile:
    """One case of an application; `waits_for` must be granted before it opens, `soft_waits` before it is granted."""

    key: str
    entries: tuple[CaseEntry, ...]
    limits: CaseLimits
    waits_for: tuple[str, ...] = ()
    soft_waits: tuple[str, ...] = ()
    accepted_ahead: bool = False

    @cached_property
    def log(self) -> CaseLog:
        """What the log says without any calendar, folded once."""
        return fold_case(self.entries)

    @property
    def state(self) -> CaseState:
        """Where the log leaves the case."""
        return self.log.state

    @property
    def last(self) -> CaseEntry | None:
        """What happened to it last."""
        return self.entries[-1] if self.entries else None

    @property
    def awaits_correction(self) -> bool:
        """True while a notice that names this case is unanswered."""
        return self.log.awaits_correction

    @property
    def open_to_notice(self) -> bool:
        """True while the one notice may still name the case: received, or waiting and not accepted with the rest."""
        return self.state is CaseState.RECEIVED or (self.state is CaseState.WAITING and not self.accepted_ahead)

    @property
    def granted(self) -> bool:
        """True while a decision to grant stands."""
        return self.log.granted

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
    return date_case(case.log, limits=case.limits, calendar=calendar)


def moved(
    case: CaseFile, actions: Iterable[CaseAction], *, on: date, calendar: Calendar, detail: Detail | None = None
) -> CaseFile:
    """The case after these actions; IllegalMove when one is not possible, StepObstructed when it lacks something."""
    for action in actions:
        entry = count_from(case.log, CaseEntry(action, on, detail), limits=case.limits)
        check_move(case.log, entry, limits=case.limits, calendar=calendar)
        case = replace(case, entries=(*case.entries, entry))
    return case


def by_key(cases: Iterable[CaseFile]) -> Mapping[str, CaseFile]:
    """Cases by their place in the plan."""
    return {case.key: case for case in cases}
