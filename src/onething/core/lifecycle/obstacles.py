"""What a step needs besides a row in the table; everything that is missing is said at once (一次告知).

A log is never refused for it: what stands written is folded as it is. Only a step that is about to be taken is.
"""

from collections.abc import Callable, Iterator
from datetime import date

from onething.core.calendar import Calendar
from onething.core.lifecycle.case import CaseLog, CaseReading, date_case
from onething.core.lifecycle.clock import ClockReading
from onething.core.lifecycle.entries import (
    CaseEntry,
    Deferred,
    Lengthening,
    Override,
    Pause,
    Rectification,
)
from onething.core.lifecycle.grounds import GROUNDS, Ground, GroundKind
from onething.core.lifecycle.limits import CaseLimits, Extension
from onething.core.lifecycle.states import CaseAction, CaseState
from onething.core.lifecycle.table import CASE
from onething.core.states import IllegalMove, StatesError

_A = CaseAction
NOT_RUNNING = "这一项没有在进行"


class StepObstructed(StatesError):
    """The table allows the step, but something it needs is missing; `reasons` names everything."""

    code = "lifecycle.obstructed"

    def __init__(self, action: CaseAction, reasons: tuple[str, ...]) -> None:
        super().__init__(f"不能执行“{action.label}”：{'；'.join(reasons)}。")
        self.action, self.reasons = action, reasons


def check_move(log: CaseLog, entry: CaseEntry, *, limits: CaseLimits, calendar: Calendar) -> None:
    """May the action follow? IllegalMove names what this case may do now, StepObstructed what is missing."""
    if entry.action is not CaseAction.FILE and entry.action not in CASE.legal(log.state):
        legal = find_possible(log, on=entry.on, limits=limits, calendar=calendar)
        raise IllegalMove(state=log.state, action=entry.action, legal=legal)
    reasons = find_obstacles(log, entry, limits=limits, calendar=calendar)
    if reasons:
        raise StepObstructed(entry.action, reasons)


def find_obstacles(log: CaseLog, entry: CaseEntry, *, limits: CaseLimits, calendar: Calendar) -> tuple[str, ...]:
    """Everything that stops this step now; empty when nothing does."""
    find = _FINDERS.get(entry.action)
    return tuple(find(date_case(log, limits=limits, calendar=calendar), entry, limits)) if find else ()


def find_possible(log: CaseLog, *, on: date, limits: CaseLimits, calendar: Calendar) -> tuple[CaseAction, ...]:
    """What this very case may do on that day: by the table, and by what it owes, was ordered or granted."""
    case = date_case(log, limits=limits, calendar=calendar)
    return tuple(action for action in CASE.legal(log.state) if _is_possible(action, case, on, limits))


def _is_possible(action: CaseAction, case: CaseReading, on: date, limits: CaseLimits) -> bool:
    """A step that carries nothing must meet no obstacle; for one that is still to be written it counts what it is about."""
    if action in _SUBJECTS:
        return bool(_SUBJECTS[action](case, limits))
    find = None if action in _WRITTEN else _FINDERS.get(action)
    return find is None or not any(find(case, CaseEntry(action, on), limits))


def _silence(case: CaseReading, entry: CaseEntry, limits: CaseLimits) -> Iterator[str]:
    """行政许可法 32(1)(四): nobody may answer any more when the time is up, the law has answered."""
    last = case.acceptance.due_on
    if last and entry.on > last:
        yield f"受理期限（{limits.acceptance.label}）已在 {last} 届满，依法自收到材料之日起即为受理，应记为视为受理"


def _defer(case: CaseReading, entry: CaseEntry, limits: CaseLimits) -> Iterator[str]:
    yield from _silence(case, entry, limits)
    if not isinstance(entry.detail, Deferred) or not entry.detail.materials:
        yield "没有写明容缺哪些材料"


def _supply(case: CaseReading, entry: CaseEntry, _limits: CaseLimits) -> Iterator[str]:
    named = entry.detail.materials if isinstance(entry.detail, Deferred) else ()
    if not named:
        yield "没有写明补齐了哪些材料"
    if set(named) - set(case.deferred):
        yield "其中有不属于容缺的材料"


def _serve(case: CaseReading, entry: CaseEntry, limits: CaseLimits) -> Iterator[str]:
    """What was told too late was not told: the law has answered."""
    if case.acceptance.running:
        yield from _silence(case, entry, limits)
    else:
        yield "没有等着送达的补正书"


def _deem(case: CaseReading, _entry: CaseEntry, _limits: CaseLimits) -> Iterator[str]:
    if not case.acceptance.running:
        yield "已经在期限内告知补正，不能视为受理"


def _correct(case: CaseReading, entry: CaseEntry, limits: CaseLimits) -> Iterator[str]:
    """Nothing is put right any more that the law has accepted as it is."""
    if case.acceptance.running:
        yield from _silence(case, entry, limits)


def _lapse(case: CaseReading, _entry: CaseEntry, _limits: CaseLimits) -> Iterator[str]:
    if not case.awaits_correction:
        yield "没有告知过补正，不能以逾期未补正终止"


def _start_special(case: CaseReading, entry: CaseEntry, _limits: CaseLimits) -> Iterator[str]:
    """行政许可法 45: only what it lists, and the time it takes is told in writing."""
    yield from _stop(case, entry, GroundKind.SPECIAL)
    yield from _untold(entry)


def _prolong_special(case: CaseReading, entry: CaseEntry, _limits: CaseLimits) -> Iterator[str]:
    """What was told did not suffice: the time is told anew; the clock stands still as before, for as long as it takes."""
    ground = _ground(entry)
    if ground is None or ground not in case.pauses:
        yield NOT_RUNNING
    elif GROUNDS[ground].kind is not GroundKind.SPECIAL:
        yield f"“{ground.label}”没有告知过所需时间，事由消除即恢复"
    yield from _untold(entry)


def _untold(entry: CaseEntry) -> Iterator[str]:
    if isinstance(entry.detail, Pause) and entry.detail.expected is None:
        yield "没有写明所需时间；行政许可法第四十五条要求把所需时间书面告知申请人"


def _suspend(case: CaseReading, entry: CaseEntry, _limits: CaseLimits) -> Iterator[str]:
    yield from _stop(case, entry, GroundKind.SUSPENSION)


def _stop(case: CaseReading, entry: CaseEntry, kind: GroundKind) -> Iterator[str]:
    ground = _ground(entry)
    if ground is None:
        yield f"没有写明是哪一种{kind.label}"
    elif GROUNDS[ground].kind is not kind:
        yield f"“{ground.label}”不是{kind.label}"
    elif not GROUNDS[ground].stops:
        yield f"“{ground.label}”的时间计入办理期限，不能停止计时"
    elif ground in case.pauses:
        yield f"“{ground.label}”已经在进行"


def _end_special(case: CaseReading, entry: CaseEntry, _limits: CaseLimits) -> Iterator[str]:
    ground = _ground(entry)
    if ground not in case.pauses:
        yield NOT_RUNNING
    elif len(case.pauses) == 1:
        yield "这是最后一项，请直接恢复计时"


def _resume(case: CaseReading, entry: CaseEntry, _limits: CaseLimits) -> Iterator[str]:
    others = [ground.label for ground in case.pauses if ground is not _ground(entry)]
    if len(case.pauses) > 1 and others:
        yield f"{'、'.join(others)}还没有结束"


def _extend(case: CaseReading, entry: CaseEntry, limits: CaseLimits) -> Iterator[str]:
    given = entry.detail if isinstance(entry.detail, Lengthening) else None
    yield from extension_obstacles(case.statutory, given, rule=limits.extension, on=entry.on)


def extension_obstacles(
    clock: ClockReading, given: Lengthening | None, *, rule: Extension | None, on: date
) -> Iterator[str]:
    """行政许可法 42: approved by the head named there, reasons told, once unless the item's own law says otherwise."""
    if rule is None:
        yield "法律没有规定这一期限可以延长"
    elif given is None or given.approver is not rule.approver or not given.approved_by:
        yield f"延长期限要由{rule.approver.label}批准"
    if rule and given and (given.by.unit is not rule.by.unit or not 0 < given.by.amount <= rule.by.amount):
        yield f"最多延长 {rule.by.label}"
    if rule and len(clock.extensions) >= rule.times:
        yield f"法律只允许延长 {rule.times} 次，已经延长过了"
    if given is None or not given.reason.strip():
        yield "没有写明延长的理由；理由要告知申请人"
    if clock.due_on and on > clock.due_on:
        yield f"期限已在 {clock.due_on} 届满，不能再延长"


def _deny(case: CaseReading, entry: CaseEntry, _limits: CaseLimits) -> Iterator[str]:
    """行政许可法 50(2): nobody may decide any more when the licence has ended, the law has continued it."""
    until = case.renews_until
    if until and entry.on > until:
        yield f"原许可已在 {until} 届满，届满以前没有作出决定，依法视为准予延续，应记为视为准予延续"


def _grant(case: CaseReading, entry: CaseEntry, limits: CaseLimits) -> Iterator[str]:
    yield from _deny(case, entry, limits)
    if case.deferred:
        yield "容缺的材料还没有补齐"
    if case.ordered:
        yield "责令改正的事项还没有改正"


def _deem_renewed(case: CaseReading, entry: CaseEntry, limits: CaseLimits) -> Iterator[str]:
    if limits.renews_until is None:
        yield "这不是延续申请，没有作出决定不等于准予"
    elif case.renews_until is None:
        yield "原许可届满以后才受理或者重新审查，没有作出决定不等于准予"
    elif entry.on <= limits.renews_until:
        yield f"原许可的有效期到 {limits.renews_until} 才届满"


def _order(case: CaseReading, entry: CaseEntry, _limits: CaseLimits) -> Iterator[str]:
    given = entry.detail if isinstance(entry.detail, Rectification) else None
    if given is None:
        yield "没有写明改正的期限"
    elif given.until < entry.on:
        yield "改正的期限不能早于今天"
    if given is None or not given.materials or set(given.materials) - set(case.deferred):
        yield "没有写明责令补齐哪些容缺的材料，或者其中有不属于容缺的"


def _rectify(case: CaseReading, _entry: CaseEntry, _limits: CaseLimits) -> Iterator[str]:
    if not case.ordered:
        yield "没有责令改正"
    elif len(case.orders) == len(case.ordered):
        yield "责令补齐的材料还没有交来"


def _revoke_acceptance(case: CaseReading, entry: CaseEntry, _limits: CaseLimits) -> Iterator[str]:
    """Each material has the time of its own order."""
    first = min(case.orders.values(), default=None)
    if first is None:
        yield "要先责令限期改正"
    elif entry.on <= first:
        yield f"责令改正的期限到 {first} 才届满"


def _undo_grant(case: CaseReading, _entry: CaseEntry, _limits: CaseLimits) -> Iterator[str]:
    if not case.granted:
        yield "没有准予的决定"


def _cancel(case: CaseReading, entry: CaseEntry, limits: CaseLimits) -> Iterator[str]:
    if case.state is not CaseState.REVOKED:
        yield from _undo_grant(case, entry, limits)


def _reopen(_case: CaseReading, entry: CaseEntry, _limits: CaseLimits) -> Iterator[str]:
    given = entry.detail if isinstance(entry.detail, Override) else None
    if given is None or not given.decided_by:
        yield "没有写明由谁决定重新办理"
    if given is None or not given.reason.strip():
        yield "没有写明重新办理的理由"


def _ground(entry: CaseEntry) -> Ground | None:
    return entry.detail.ground if isinstance(entry.detail, Pause) else None


_Find = Callable[[CaseReading, CaseEntry, CaseLimits], Iterator[str]]
_FINDERS: dict[CaseAction, _Find] = {
    **dict.fromkeys((_A.ACCEPT, _A.ACCEPT_PLEDGED, _A.ASK_CORRECTION, _A.REFUSE, _A.FIND_NOT_REQUIRED), _silence),
    _A.ACCEPT_DEFERRED: _defer,
    _A.SUPPLY_DEFERRED: _supply,
    _A.SERVE_CORRECTION: _serve,
    _A.DEEM_ACCEPTED: _deem,
    _A.CORRECT: _correct,
    _A.LAPSE: _lapse,
    _A.START_SPECIAL: _start_special,
    _A.PROLONG_SPECIAL: _prolong_special,
    _A.SUSPEND: _suspend,
    _A.END_SPECIAL: _end_special,
    _A.RESUME: _resume,
    _A.EXTEND: _extend,
    _A.GRANT: _grant,
    _A.DENY: _deny,
    _A.DEEM_RENEWED: _deem_renewed,
    _A.ORDER_RECTIFY: _order,
    _A.RECTIFY: _rectify,
    _A.REVOKE_ACCEPTANCE: _revoke_acceptance,
    _A.RECALL: _undo_grant,
    _A.CANCEL: _cancel,
    _A.REOPEN: _reopen,
}
_SUBJECTS: dict[CaseAction, Callable[[CaseReading, CaseLimits], object]] = {
    _A.SUPPLY_DEFERRED: lambda case, _limits: case.deferred,
    _A.ORDER_RECTIFY: lambda case, _limits: case.deferred,
    _A.EXTEND: lambda case, limits: limits.extension and len(case.statutory.extensions) < limits.extension.times,
}
_WRITTEN = frozenset(
    {_A.ACCEPT_DEFERRED, _A.START_SPECIAL, _A.PROLONG_SPECIAL, _A.SUSPEND, _A.END_SPECIAL, _A.RESUME, _A.REOPEN}
)
