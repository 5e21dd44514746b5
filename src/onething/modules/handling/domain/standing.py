"""Why a case stands still now: each ground with its day, its article and the time that was told. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onething.core.calendar import Calendar, Span, due
from onething.core.definitions import Basis
from onething.core.lifecycle import GROUNDS, CaseAction, CaseEntry, Ground, GroundKind, Pause
from onething.modules.handling.domain.writing import Gaps, decide_words

LONGEST_CITATION = 300
OWN_PROCEDURE = "听证有自己的程序：请在办件页的“其他程序”里选“听证”，计时随听证停止和恢复。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standstill:
    """`expected` is the time that was told in writing; suspensions have none, and their law stands in the notice."""

    ground: Ground
    since: date
    expected: Span | None = None

    @property
    def basis(self) -> str:
        """The article that stops the clock."""
        return GROUNDS[self.ground].basis

    def until(self, calendar: Calendar) -> date | None:
        """The day by which it is expected to be over."""
        return due(calendar, start=self.since, span=self.expected).on if self.expected else None


def read_standstills(entries: Iterable[CaseEntry]) -> tuple[Standstill, ...]:
    """The grounds for which the clock stands still, in the order in which they began."""
    found: dict[Ground, Standstill] = {}
    for entry in entries:
        if entry.action in {CaseAction.START_SPECIAL, CaseAction.SUSPEND} and isinstance(entry.detail, Pause):
            ground = entry.detail.ground
            found[ground] = Standstill(ground=ground, since=entry.on, expected=entry.detail.expected)
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
