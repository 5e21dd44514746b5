"""A case read from its log: state and clocks are folds over the actions, never stored alone. One pass, however long."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from onething.core.calendar import Calendar, Unit
from onething.core.lifecycle.clock import Clock, ClockKind, ClockReading, read_clock
from onething.core.lifecycle.entries import CaseEntry, Deferred, Detail, Rectification
from onething.core.lifecycle.grounds import Ground
from onething.core.lifecycle.limits import CaseLimits
from onething.core.lifecycle.states import SUCCEEDED, CaseAction, CaseState
from onething.core.lifecycle.table import CASE

_A, _K = CaseAction, ClockKind
_Happened = Callable[[Clock, date, Detail | None], None]
_ALL_END = tuple((kind, Clock.end) for kind in ClockKind)
_ACCEPTED = ((_K.ACCEPTANCE, Clock.end), (_K.DECISION, Clock.start))
CLOCKS: dict[CaseAction, tuple[tuple[ClockKind, _Happened], ...]] = {
    _A.OPEN: ((_K.ACCEPTANCE, Clock.start),),
    _A.CORRECT: ((_K.ACCEPTANCE, Clock.start),),
    _A.ACCEPT: _ACCEPTED,
    _A.ACCEPT_DEFERRED: _ACCEPTED,
    _A.ACCEPT_PLEDGED: _ACCEPTED,
    _A.DEEM_ACCEPTED: _ACCEPTED,
    _A.ASK_CORRECTION: ((_K.ACCEPTANCE, Clock.end),),
    _A.REFUSE: ((_K.ACCEPTANCE, Clock.end),),
    _A.FIND_NOT_REQUIRED: ((_K.ACCEPTANCE, Clock.end),),
    _A.START_SPECIAL: ((_K.DECISION, Clock.stop),),
    _A.SUSPEND: ((_K.DECISION, Clock.stop),),
    _A.END_SPECIAL: ((_K.DECISION, Clock.end_stop),),
    _A.RESUME: ((_K.DECISION, Clock.resume),),
    _A.EXTEND: ((_K.DECISION, Clock.extend),),
    _A.GRANT: ((_K.DECISION, Clock.end), (_K.DELIVERY, Clock.start)),
    _A.DEEM_RENEWED: ((_K.DECISION, Clock.end), (_K.DELIVERY, Clock.start)),
    _A.DENY: ((_K.DECISION, Clock.end),),
    _A.DELIVER: ((_K.DELIVERY, Clock.end),),
    _A.REOPEN: ((_K.DECISION, Clock.start),),
    **dict.fromkeys((_A.WITHDRAW, _A.TERMINATE, _A.REVOKE_ACCEPTANCE, _A.REVOKE, _A.RECALL, _A.CANCEL), _ALL_END),
}
_GRANTING = frozenset({_A.GRANT, _A.DEEM_RENEWED})
_RECEIPTS = frozenset({_A.OPEN, _A.CORRECT})
_FILE, _WAITING = CaseAction.FILE, CaseState.WAITING
_OWES_NOTHING = CASE.final - {CaseState.CONCLUDED}


def _new_clocks() -> dict[ClockKind, Clock]:
    return {kind: Clock() for kind in ClockKind}


@dataclass(slots=True)
class CaseLog:
    """What the log says without any calendar; `fold_case` makes it.

    `received_on` is the day on which everything had come in, or on which a decision that was undone is taken up again.
    `ordered` has the day until which a deferred material must be there that did not come in time.
    `last_on` is the latest day of any step but a receipt.
    It awaits correction from the notice that names the case until the correction is supplied or the case has ended; `served`
    once that notice has reached the applicant.
    """

    state: CaseState = CASE.start
    clocks: dict[ClockKind, Clock] = field(default_factory=_new_clocks)
    received_on: date | None = None
    last_on: date = date.min
    decision: CaseAction | None = None
    awaits_correction: bool = False
    served: bool = False
    deferred: dict[str, None] = field(default_factory=dict)
    deemed: bool = False
    ordered: dict[str, date] = field(default_factory=dict)

    @property
    def granted(self) -> bool:
        """True while a decision to grant stands."""
        return self.state in SUCCEEDED and self.decision in _GRANTING

    @property
    def pauses(self) -> tuple[Ground, ...]:
        """Why the clock stands still now."""
        return tuple(ground for ground in self.clocks[ClockKind.DECISION].stops if ground)


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
    ordered: tuple[tuple[str, date], ...] = ()
    renews_until: date | None = None

    @property
    def pauses(self) -> tuple[Ground, ...]:
        """Why the clock stands still now."""
        return tuple(ground for ground, _ in self.promised.stops if ground)

    @property
    def orders(self) -> dict[str, date]:
        """Until when the materials that were ordered and have not come must be there."""
        return {material: until for material, until in self.ordered if material in self.deferred}

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
    if entry.action not in _RECEIPTS:
        log.last_on = max(log.last_on, entry.on)
    if entry.action is not _FILE:
        log.state = CASE.follow(log.state, entry.action)
    if log.state is not _WAITING:  # a case that waits has no clock, whatever is asked of it or supplied
        for kind, happened in CLOCKS.get(entry.action, ()):
            happened(log.clocks[kind], entry.on, entry.detail)
    note = _NOTED.get(entry.action)
    if note:
        note(log, entry)
    if log.state in _OWES_NOTHING:
        log.deferred, log.ordered, log.awaits_correction = {}, {}, False


def count_from(log: CaseLog, entry: CaseEntry, *, limits: CaseLimits) -> CaseEntry:
    """The step as it counts: never from a day before that of the step it follows, whatever day a clock shows.

    行政许可法 32, 42 and 44 count each limit from what came before it (receipt, acceptance, decision), and a limit begins the
    day after (民法典 201): a clock that was set back makes none end early. It stops no step either: that would cost people
    their time. Silence alone counts back, to the receipt (32(1)(四)). What comes in when nobody is there to answer on the
    spot counts from a later day; whoever answers before that day is not late for it.
    """
    if entry.action is _A.DEEM_ACCEPTED:
        return entry
    on_the_spot = limits.acceptance.unit is Unit.SPOT
    received_on = date.min if on_the_spot else log.received_on or date.min
    return entry._replace(on=max(entry.on, log.last_on, received_on))


def read_case(entries: Iterable[CaseEntry], *, limits: CaseLimits, calendar: Calendar) -> CaseReading:
    """State, clocks and what is still owed; raises IllegalMove when the log itself is not lawful."""
    return date_case(fold_case(entries), limits=limits, calendar=calendar)


def date_case(log: CaseLog, *, limits: CaseLimits, calendar: Calendar) -> CaseReading:
    """The folded log under these limits and this calendar."""
    clocks = log.clocks
    promised = read_clock(clocks[ClockKind.DECISION], span=limits.promised, calendar=calendar)
    return CaseReading(
        state=log.state,
        acceptance=read_clock(acceptance_clock(log, limits), span=limits.acceptance, calendar=calendar),
        promised=promised,
        statutory=read_clock(statutory_clock(log, limits), span=limits.statutory, calendar=calendar),
        delivery=read_clock(clocks[ClockKind.DELIVERY], span=limits.delivery, calendar=calendar),
        granted=log.granted,
        awaits_correction=log.awaits_correction,
        deferred=tuple(log.deferred),
        ordered=tuple(log.ordered.items()),
        renews_until=_renews_until(promised, limits),
    )


def acceptance_clock(log: CaseLog, limits: CaseLimits) -> Clock:
    """行政许可法 32(1)(四): a notice stops it when issued; where delivery counts, not before the notice reached the applicant."""
    clock = log.clocks[ClockKind.ACCEPTANCE]
    untold = limits.told_on_delivery and log.state is CaseState.CORRECTING and not log.served
    return replace(clock, ended_on=None) if untold else clock


def statutory_clock(log: CaseLog, limits: CaseLimits) -> Clock:
    """The clock of the decision as the item's law counts it: since acceptance, or since everything had come in."""
    clock = log.clocks[ClockKind.DECISION]
    return replace(clock, started_on=log.received_on) if limits.from_receipt and clock.started_on else clock


def _renews_until(decision: ClockReading, limits: CaseLimits) -> date | None:
    """行政许可法 50(2): silence continues what was being decided when it ended; what came to decision later, it does not."""
    until, since = limits.renews_until, decision.started_on
    return None if until and since and since > until else until


def _receive(log: CaseLog, entry: CaseEntry) -> None:
    log.received_on, log.awaits_correction = entry.on, False


def _await_correction(log: CaseLog, _entry: CaseEntry) -> None:
    log.awaits_correction, log.served = True, False


def _serve(log: CaseLog, _entry: CaseEntry) -> None:
    log.served = True


def _reopen(log: CaseLog, entry: CaseEntry) -> None:
    """One that waits again begins anew; of one that was decided only the decision is taken up again."""
    log.received_on = entry.on
    if log.state is _WAITING:
        log.clocks, log.deemed = _new_clocks(), False


def _defer(log: CaseLog, entry: CaseEntry) -> None:
    if isinstance(entry.detail, Deferred):
        log.deferred = dict.fromkeys(entry.detail.materials)


def _deem(log: CaseLog, entry: CaseEntry) -> None:
    """Silence accepts an application as it was filed: what was promised in it stays promised, what came too late is not asked."""
    log.deemed, log.awaits_correction = True, False
    _defer(log, entry)


def _supply(log: CaseLog, entry: CaseEntry) -> None:
    if isinstance(entry.detail, Deferred):
        log.deferred = {key: None for key in log.deferred if key not in entry.detail.materials}


def _order(log: CaseLog, entry: CaseEntry) -> None:
    """Each material has an order of its own; one that names none was for all that was owed."""
    if isinstance(entry.detail, Rectification):
        log.ordered |= dict.fromkeys(entry.detail.materials or log.deferred, entry.detail.until)


def _rectify(log: CaseLog, _entry: CaseEntry) -> None:
    """What came is put right; what did not stays ordered."""
    log.ordered = {material: until for material, until in log.ordered.items() if material in log.deferred}


def _decide(log: CaseLog, entry: CaseEntry) -> None:
    log.decision = entry.action


_NOTED = {
    _A.OPEN: _receive,
    _A.CORRECT: _receive,
    _A.REOPEN: _reopen,
    _A.ASK_CORRECTION: _await_correction,
    _A.OPEN_CORRECTING: _await_correction,
    _A.SERVE_CORRECTION: _serve,
    _A.ACCEPT_DEFERRED: _defer,
    _A.DEEM_ACCEPTED: _deem,
    _A.SUPPLY_DEFERRED: _supply,
    _A.ORDER_RECTIFY: _order,
    _A.RECTIFY: _rectify,
    _A.GRANT: _decide,
    _A.DEEM_RENEWED: _decide,
    _A.DENY: _decide,
}
