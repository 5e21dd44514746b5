"""A case read from its log: state and clocks are folds over the actions, never stored alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onething.core.calendar import Calendar, Span
from onething.core.lifecycle.clock import ClockKind, ClockReading, Entry, LedgerEntry, read_clock
from onething.core.lifecycle.states import CASE, CaseAction, CaseState

ACCEPTANCE_SPAN = Span.working_days(5)  # 行政许可法 32(1)(四)

_A, _K, _E = CaseAction, ClockKind, Entry
_CLOCKS: dict[CaseAction, tuple[tuple[ClockKind, Entry], ...]] = {
    _A.OPEN: ((_K.ACCEPTANCE, _E.START),),
    _A.CORRECT: ((_K.ACCEPTANCE, _E.START),),
    _A.ACCEPT: ((_K.ACCEPTANCE, _E.END), (_K.DECISION, _E.START)),
    _A.DEEM_ACCEPTED: ((_K.ACCEPTANCE, _E.END), (_K.DECISION, _E.START)),
    _A.ASK_CORRECTION: ((_K.ACCEPTANCE, _E.END),),
    _A.REFUSE: ((_K.ACCEPTANCE, _E.END),),
    _A.FIND_NOT_REQUIRED: ((_K.ACCEPTANCE, _E.END),),
    _A.GRANT: ((_K.DECISION, _E.END),),
    _A.DENY: ((_K.DECISION, _E.END),),
    _A.WITHDRAW: ((_K.ACCEPTANCE, _E.END), (_K.DECISION, _E.END)),
    _A.TERMINATE: ((_K.ACCEPTANCE, _E.END), (_K.DECISION, _E.END)),
}


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """One action of the log: what was done and the legal day it counts from."""

    action: CaseAction
    on: date


@dataclass(frozen=True, slots=True)
class CaseLimits:
    """The limits fixed for this case on the day it was filed."""

    promised: Span | None
    statutory: Span | None


@dataclass(frozen=True, slots=True)
class CaseReading:
    """The case as its log tells it."""

    state: CaseState
    acceptance: ClockReading
    promised: ClockReading
    statutory: ClockReading

    @property
    def due_on(self) -> date | None:
        """The next day that counts: acceptance while received, else the earlier of promise and law."""
        if self.acceptance.running:
            return self.acceptance.due_on
        running = [clock.due_on for clock in (self.promised, self.statutory) if clock.running and clock.due_on]
        return min(running, default=None)


def awaits_correction(entries: Iterable[CaseEntry]) -> bool:
    """True from the notice that names the case until the correction is supplied or the case has ended."""
    awaited, state = False, CASE.start
    for entry in entries:
        awaited = entry.action is CaseAction.ASK_CORRECTION or (awaited and entry.action is not CaseAction.CORRECT)
        state = state if entry.action is CaseAction.FILE else CASE.follow(state, entry.action)
    return awaited and state not in CASE.final


def read_case(entries: Iterable[CaseEntry], *, limits: CaseLimits, calendar: Calendar) -> CaseReading:
    """Fold the log; raises IllegalMove when the log itself is not lawful."""
    state = CASE.start
    ledger: list[LedgerEntry] = []
    for entry in entries:
        if entry.action is not CaseAction.FILE:
            state = CASE.follow(state, entry.action)
        if state is CaseState.WAITING:
            continue  # whatever is asked of it or supplied meanwhile, a case that waits has no clock
        ledger += [LedgerEntry(clock, kind, entry.on) for clock, kind in _CLOCKS.get(entry.action, ())]
    return CaseReading(
        state=state,
        acceptance=read_clock(ledger, clock=ClockKind.ACCEPTANCE, span=ACCEPTANCE_SPAN, calendar=calendar),
        promised=read_clock(ledger, clock=ClockKind.DECISION, span=limits.promised, calendar=calendar),
        statutory=read_clock(ledger, clock=ClockKind.DECISION, span=limits.statutory, calendar=calendar),
    )


def decide_move(
    entries: Iterable[CaseEntry], action: CaseAction, *, limits: CaseLimits, calendar: Calendar, on: date
) -> CaseReading:
    """The case after `action`, or IllegalMove naming what is possible now."""
    return read_case((*entries, CaseEntry(action, on)), limits=limits, calendar=calendar)
