"""Why a case stands still now: each ground with its day, its article and the time that was told. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from onething.core.calendar import Calendar, Span, due
from onething.core.definitions import Basis
from onething.core.lifecycle import GROUNDS, CaseAction, CaseEntry, Ground, GroundKind, Pause
from onething.modules.handling.domain.writing import Gaps, decide_words

LONGEST_CITATION = 300
NOT_TOLD = "没有选择还需要时间的特别程序；中止的没有告知过时间，事由消除即恢复。请选一项。"
OWN_PROCEDURE = "听证有自己的程序：请在办件页的“其他程序”里选“听证”，计时随听证停止和恢复。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standstill:
    """`expected` is the time told in writing, counted from `told_on`; suspensions have none, their law stands in the notice."""

    ground: Ground
    since: date
    expected: Span | None = None
    told_on: date

    @property
    def basis(self) -> str:
        """The article that stops the clock."""
        return GROUNDS[self.ground].basis

    def until(self, calendar: Calendar) -> date | None:
        """The day by which it is expected to be over."""
        return due(calendar, start=self.told_on, span=self.expected).on if self.expected else None


def read_standstills(entries: Iterable[CaseEntry]) -> tuple[Standstill, ...]:
    """The grounds for which the clock stands still, in the order in which they began."""
    found: dict[Ground, Standstill] = {}
    for entry in entries:
        if entry.action in {CaseAction.START_SPECIAL, CaseAction.SUSPEND} and isinstance(entry.detail, Pause):
            ground = entry.detail.ground
            found[ground] = Standstill(ground=ground, since=entry.on, expected=entry.detail.expected, told_on=entry.on)
        elif entry.action is CaseAction.PROLONG_SPECIAL and isinstance(entry.detail, Pause):
            ground = entry.detail.ground
            found[ground] = replace(found[ground], expected=entry.detail.expected, told_on=entry.on)
        elif entry.action is CaseAction.END_SPECIAL and isinstance(entry.detail, Pause):
            found.pop(entry.detail.ground, None)
        elif entry.action not in _GOES_ON:
            found.clear()
    return tuple(found.values())


def told_until(standstills: Iterable[Standstill], calendar: Calendar) -> date | None:
    """The first day by which one of them was told to be over; None where no time was told."""
    return min((day for one in standstills if (day := one.until(calendar))), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Why the clock is to stand still: a special procedure tells its time, a suspension its law."""

    ground: Ground
    reason: str
    expected: Span | None = None
    law: Basis | None = None
    document: str = ""


def decide_stop(stop: Stop) -> Gaps:
    """What the notice of it needs."""
    gaps = decide_words(stop.reason, "reason", "理由")
    if stop.ground is Ground.HEARING:
        gaps["ground"] = OWN_PROCEDURE
    if GROUNDS[stop.ground].kind is GroundKind.SPECIAL and stop.expected is None:
        gaps["days"] = "没有写所需时间。法律要求把所需时间书面告知申请人，请填写工作日的整数。"
    if GROUNDS[stop.ground].kind is GroundKind.SUSPENSION and not (stop.law and stop.law.confirmed):
        gaps["law"] = "没有写明中止的法律依据。请写已核对原文的法律名称和条款。"
    if stop.law and len(stop.law.citation) > LONGEST_CITATION:
        gaps["law"] = f"法律名称和条款一共最多写 {LONGEST_CITATION} 个字。请改短。"
    return gaps


def decide_prolonging(stop: Stop, standing: Standstill | None, *, on: date, calendar: Calendar) -> Gaps:
    """What a second notice of the time needs: why the first did not suffice, and a later day than was told."""
    if standing is None or standing.expected is None:
        return {"ground": NOT_TOLD}
    gaps = decide_words(stop.reason, "reason", "理由")
    if stop.expected is None:
        return gaps | {"days": "没有写还需要多少时间。法律要求把所需时间书面告知申请人，请填写工作日的整数。"}
    told, new = standing.until(calendar), due(calendar, start=on, span=stop.expected).on
    if told and new <= told:
        gaps["days"] = f"原来告知的是到 {told.month}月{told.day}日，新的时间要晚于这一天。提前结束的，直接登记结束。"
    return gaps


_GOES_ON = frozenset(
    {
        CaseAction.EXTEND,
        CaseAction.SUPPLY_DEFERRED,
        CaseAction.ORDER_RECTIFY,
        CaseAction.RECTIFY,
        CaseAction.END_SPECIAL,
    }
)
"""What may happen to a case that stands still without starting its clock."""
