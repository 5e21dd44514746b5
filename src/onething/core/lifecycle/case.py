"""A case read from its log: state and clocks are folds over the actions, never stored alone. One pass, however long."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from onething.core.calendar import Calendar
from onething.core.lifecycle.clock import (
    ClockKind,
    ClockReading,
    Entry,
    LedgerEntry,
    open_stops,
    read_clock,
    read_clocks,
)
from onething.core.lifecycle.entries import CaseEntry, Deferred, Lengthening, Pause, Rectification
from onething.core.lifecycle.grounds import Ground
from onething.core.lifecycle.limits import CaseLimits
from onething.core.lifecycle.states import SUCCEEDED, CaseAction, CaseState
from onething.core.lifecycle.table import CASE

_A, _K, _E = CaseAction, ClockKind, Entry
_ALL_END = tuple((clock, _E.END) for clock in ClockKind)
_ACCEPTED = ((_K.ACCEPTANCE, _E.END), (_K.DECISION, _E.START))
CLOCKS: dict[CaseAction, tuple[tuple[ClockKind, Entry], ...]] = {
    _A.OPEN: ((_K.ACCEPTANCE, _E.START),),
    _A.CORRECT: ((_K.ACCEPTANCE, _E.START),),
    _A.ACCEPT: _ACCEPTED,
    _A.ACCEPT_DEFERRED: _ACCEPTED,
    _A.ACCEPT_PLEDGED: _ACCEPTED,
    _A.DEEM_ACCEPTED: _ACCEPTED,
    _A.ASK_CORRECTION: ((_K.ACCEPTANCE, _E.END),),
    _A.REFUSE: ((_K.ACCEPTANCE, _E.END),),
    _A.FIND_NOT_REQUIRED: ((_K.ACCEPTANCE, _E.END),),
    _A.START_SPECIAL: ((_K.DECISION, _E.STOP),),
    _A.SUSPEND: ((_K.DECISION, _E.STOP),),
    _A.END_SPECIAL: ((_K.DECISION, _E.RESUME),),
    _A.RESUME: ((_K.DECISION, _E.RESUME),),
    _A.EXTEND: ((_K.DECISION, _E.EXTEND),),
    _A.GRANT: ((_K.DECISION, _E.END), (_K.DELIVERY, _E.START)),
    _A.DEEM_RENEWED: ((_K.DECISION, _E.END), (_K.DELIVERY, _E.START)),
    _A.DENY: ((_K.DECISION, _E.END),),
    _A.DELIVER: ((_K.DELIVERY, _E.END),),
    _A.REOPEN: ((_K.DECISION, _E.START),),
    **dict.fromkeys((_A.WITHDRAW, _A.TERMINATE, _A.REVOKE_ACCEPTANCE, _A.REVOKE, _A.RECALL, _A.CANCEL), _ALL_END),
}
_GRANTING = frozenset({_A.GRANT, _A.DEEM_RENEWED})


@dataclass(slots=True)
class CaseLog:
    """What the log says without any calendar; `fold_case` makes it.

    It awaits correction from the notice that names the case until the correction is supplied or the case has ended.
    """

    state: CaseState = CASE.start
    ledgers: dict[ClockKind, list[LedgerEntry]] = field(default_factory=lambda: {clock: [] for clock in ClockKind})
    decision: CaseAction | None = None
    awaits_correction: bool = False
    deferred: dict[str, None] = field(default_factory=dict)
    on_trust: bool = False
    rectify_until: date | None = None

    @property
    def granted(self) -> bool:
        """True while a decision to grant stands."""
        return self.state in SUCCEEDED and self.decision in _GRANTING

    @property
    def pauses(self) -> tuple[Ground, ...]:
        """Why the clock stands still now."""
        return open_stops(self.ledgers[ClockKind.DECISION])


@dataclass(frozen=True, slots=True)
class CaseReading:
    """The case as its log tells it, with its clocks dated."""

    state: CaseState
    acceptance: ClockReading
    promised: ClockReading
    statutory: ClockReading
    delivery: ClockReading
    granted: bool = False
    awaits_correction: bool = False
    deferred: tuple[str, ...] = ()
    on_trust: bool = False
    rectify_until: date | None = None
    renews_until: date | None = None

    @property
    def pauses(self) -> tuple[Ground, ...]:
        """Why the clock stands still now."""
        return tuple(ground for ground, _ in self.promised.stops if ground)

    @property
    def due_on(self) -> date | None:
        """The next day that counts: acceptance while received, delivery when granted, else the earliest for deciding."""
        for clock in (self.acceptance, self.delivery):
            if clock.running:
                return clock.due_on
        days = [clock.due_on for clock in (self.promised, self.statutory) if clock.running]
        if self.promised.open:
            days.append(self.renews_until)  # a licence ends on its day, whatever stands still
        return min((day for day in days if day), default=None)


def fold_case(entries: Iterable[CaseEntry]) -> CaseLog:
    """Fold the log in one pass; raises IllegalMove when the log itself is not lawful."""
    log = CaseLog()
    for entry in entries:
        add_entry(log, entry)
    return log


def add_entry(log: CaseLog, entry: CaseEntry) -> None:
    """One more action; raises IllegalMove when it is not possible."""
    if entry.action is not CaseAction.FILE:
        log.state = CASE.follow(log.state, entry.action)
    if log.state is CaseState.WAITING:
        _wait(log, entry.action)
    else:
        _note(log, entry)


def read_case(entries: Iterable[CaseEntry], *, limits: CaseLimits, calendar: Calendar) -> CaseReading:
    """State, clocks and what is still owed; raises IllegalMove when the log itself is not lawful."""
    return date_case(fold_case(entries), limits=limits, calendar=calendar)


def date_case(log: CaseLog, *, limits: CaseLimits, calendar: Calendar) -> CaseReading:
    """The folded log under these limits and this calendar."""
    promised, statutory = read_clocks(
        log.ledgers[ClockKind.DECISION], spans=(limits.promised, limits.statutory), calendar=calendar
    )
    if limits.from_receipt:
        statutory = read_clock(statutory_ledger(log, limits), span=limits.statutory, calendar=calendar)
    return CaseReading(
        state=log.state,
        acceptance=read_clock(log.ledgers[ClockKind.ACCEPTANCE], span=limits.acceptance, calendar=calendar),
        promised=promised,
        statutory=statutory,
        delivery=read_clock(log.ledgers[ClockKind.DELIVERY], span=limits.delivery, calendar=calendar),
        granted=log.granted,
        awaits_correction=log.awaits_correction,
        deferred=tuple(log.deferred),
        on_trust=log.on_trust,
        rectify_until=log.rectify_until,
        renews_until=_renews_until(promised, limits),
    )


def statutory_ledger(log: CaseLog, limits: CaseLimits) -> list[LedgerEntry]:
    """The clock of the decision as the item's law counts it: since acceptance, or since everything had come in."""
    ledger = log.ledgers[ClockKind.DECISION]
    if not limits.from_receipt:
        return ledger
    received = [line.on for line in log.ledgers[ClockKind.ACCEPTANCE] if line.entry is _E.START][-1:]
    return [
        line._replace(on=received[0]) if received and n == 0 and line.entry is _E.START else line
        for n, line in enumerate(ledger)
    ]


def _renews_until(decision: ClockReading, limits: CaseLimits) -> date | None:
    """行政许可法 50(2): silence continues what was being decided when it ended; what came to decision later, it does not."""
    until, since = limits.renews_until, decision.started_on
    return None if until and since and since > until else until


def _wait(log: CaseLog, action: CaseAction) -> None:
    """Whatever is asked of it or supplied meanwhile, a case that waits has no clock; one reopened begins anew."""
    if action is CaseAction.REOPEN:
        log.ledgers = {clock: [] for clock in ClockKind}
        log.on_trust = False
    log.awaits_correction = action is CaseAction.ASK_CORRECTION or (
        log.awaits_correction and action is not CaseAction.CORRECT
    )


def _note(log: CaseLog, entry: CaseEntry) -> None:
    for clock, happened in CLOCKS.get(entry.action, ()):
        log.ledgers[clock].append(_line(happened, entry))
    note = _NOTED.get(entry.action)
    if note:
        note(log, entry)
    log.awaits_correction = log.state is CaseState.CORRECTING
    if log.state in CASE.final and log.state is not CaseState.CONCLUDED:
        log.deferred, log.rectify_until = {}, None


def _line(happened: Entry, entry: CaseEntry) -> LedgerEntry:
    detail = entry.detail
    if isinstance(detail, Pause):
        return LedgerEntry(happened, entry.on, None if entry.action is CaseAction.RESUME else detail.ground)
    return LedgerEntry(happened, entry.on, None, detail.by if isinstance(detail, Lengthening) else None)


def _accept_on_trust(log: CaseLog, entry: CaseEntry) -> None:
    log.on_trust = True
    if isinstance(entry.detail, Deferred):
        log.deferred = dict.fromkeys(entry.detail.materials)


def _deem(log: CaseLog, entry: CaseEntry) -> None:
    """Silence accepts an application as it was filed: what was promised in it stays promised."""
    if isinstance(entry.detail, Deferred):
        _accept_on_trust(log, entry)


def _supply(log: CaseLog, entry: CaseEntry) -> None:
    if isinstance(entry.detail, Deferred):
        log.deferred = {key: None for key in log.deferred if key not in entry.detail.materials}


def _order(log: CaseLog, entry: CaseEntry) -> None:
    if isinstance(entry.detail, Rectification):
        log.rectify_until = entry.detail.until


def _rectify(log: CaseLog, _entry: CaseEntry) -> None:
    log.deferred, log.rectify_until = {}, None


def _decide(log: CaseLog, entry: CaseEntry) -> None:
    log.decision = entry.action


_NOTED = {
    _A.ACCEPT_DEFERRED: _accept_on_trust,
    _A.ACCEPT_PLEDGED: _accept_on_trust,
    _A.DEEM_ACCEPTED: _deem,
    _A.SUPPLY_DEFERRED: _supply,
    _A.ORDER_RECTIFY: _order,
    _A.RECTIFY: _rectify,
    _A.GRANT: _decide,
    _A.DEEM_RENEWED: _decide,
    _A.DENY: _decide,
}
