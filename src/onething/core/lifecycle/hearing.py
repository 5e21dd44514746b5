"""听证 beside a case: its life, its days, who may preside, when the clock stands still, and when deciding has to wait.

Source: 行政许可法 45, 46 (the organ holds one), 47 (people ask for one), 48 (notice, presiding, record), 82 (working days).
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from onething.core.calendar import Calendar, due
from onething.core.lifecycle.limits import HEARING, HEARING_APPLICATION, HEARING_NOTICE
from onething.core.states import Labelled, Move, StateTable

_LAW = "行政许可法"


class HearingState(Labelled):
    """Where a hearing stands."""

    TOLD = "told", "已告知听证权利"
    CALLED = "called", "待通知时间"
    SUMMONED = "summoned", "已通知时间"
    CLOSED = "closed", "已举行"
    CALLED_OFF = "called_off", "不再举行"


class HearingAction(Labelled):
    """What may be done with a hearing."""

    ASK = "ask", "申请听证"
    WAIVE = "waive", "放弃听证"
    ORDER = "order", "决定举行听证"
    SUMMON = "summon", "通知听证的时间、地点"
    CLOSE = "close", "形成听证笔录"
    CALL_OFF = "call_off", "不再举行"


class RightUse(Labelled):
    """What somebody made of the right to a hearing."""

    OPEN = "open", "还没有答复"
    ASKED = "asked", "申请听证"
    WAIVED = "waived", "放弃听证"


@dataclass(frozen=True, slots=True)
class HearingRight:
    """The right of one person who was told: until when it may be used, and what was made of it."""

    ask_by: date
    use: RightUse = RightUse.OPEN

    def runs(self, on: date) -> bool:
        """True while this person may still ask and has said nothing."""
        return self.use is RightUse.OPEN and on <= self.ask_by


_S, _A = HearingState, HearingAction
_OPEN = (_S.TOLD, _S.CALLED, _S.SUMMONED)
HEARINGS = StateTable(
    start=_S.TOLD,
    final=frozenset({_S.CLOSED, _S.CALLED_OFF}),
    rows=(
        Move(_S.TOLD, _A.ASK, _S.CALLED, "自被告知之日起五个工作日内提出", f"{_LAW} 第四十七条第一款"),
        Move(_S.TOLD, _A.WAIVE, _S.TOLD, "都表示不要求听证的，不必等期满"),
        Move(_S.TOLD, _A.ORDER, _S.CALLED, "法律规定应当听证，或者涉及重大公共利益", f"{_LAW} 第四十六条"),
        *(Move(state, _A.ASK, state, "另一位被告知的人也在期限内提出") for state in (_S.CALLED, _S.SUMMONED)),
        *(Move(state, _A.WAIVE, state, "另一位被告知的人表示放弃") for state in (_S.CALLED, _S.SUMMONED)),
        Move(_S.CALLED, _A.SUMMON, _S.SUMMONED, "举行的七个工作日以前通知", f"{_LAW} 第四十八条第一款第一项"),
        Move(_S.SUMMONED, _A.SUMMON, _S.SUMMONED, "延期、换地点或者换主持人的，写明原因，重新通知"),
        Move(_S.SUMMONED, _A.CLOSE, _S.CLOSED, "笔录由参加人确认无误后签字或者盖章", f"{_LAW} 第四十八条第一款第五项"),
        *(Move(state, _A.CALL_OFF, _S.CALLED_OFF, "申请听证的人撤回要求，或者办件已经终结") for state in _OPEN),
    ),
)
STANDS_STILL = frozenset({_S.CALLED, _S.SUMMONED})
"""While a hearing is asked for or ordered and not over, its time is not counted (行政许可法 45). Waiting whether anybody asks is."""


def last_day_to_ask(told_on: date, *, calendar: Calendar) -> date:
    """The fifth working day after somebody was told."""
    return due(calendar, start=told_on, span=HEARING_APPLICATION.span).on


def last_day_to_hold(asked_on: date, *, calendar: Calendar) -> date:
    """The twentieth working day after the first request."""
    return due(calendar, start=asked_on, span=HEARING.span).on


def first_day_to_hold(noticed_on: date, *, calendar: Calendar) -> date:
    """The first day for which a notice given today comes in time; the day of the hearing is not counted."""
    return due(calendar, start=noticed_on, span=HEARING_NOTICE.span).on


def day_obstacles(
    on: date, *, noticed_on: date, hold_by: date | None, postponed: bool, calendar: Calendar
) -> Iterator[str]:
    """What speaks against this day. When notice in time and the twenty days cannot both be kept, notice comes first,
    and no day is lost besides; who postpones gives the reason in writing.
    """
    first = first_day_to_hold(noticed_on, calendar=calendar)
    if not calendar.is_working_day(on):
        yield f"{on} 不是工作日"
    if on < first:
        yield f"举行的 {HEARING_NOTICE.span.label}以前就要通知，今天通知的，最早是 {first}"
    elif hold_by and not postponed and on > max(hold_by, first):
        yield f"提出申请后 {HEARING.span.label}以内就要举行，最迟是 {max(hold_by, first)}"


def presiding_obstacles(
    presider: str | None, *, examiners: Collection[str], stepped_aside: Collection[str]
) -> Iterator[str]:
    """行政许可法 48(1)(三): nobody who examined this application, nobody with a direct interest in it (references)."""
    if presider is None:
        yield "没有指定主持人"
    elif presider in examiners:
        yield "主持人审查过这个办件；要由审查人员以外的人主持"
    elif presider in stepped_aside:
        yield "主持人与这个办件有直接利害关系，已经决定回避"


def asking_obstacles(state: HearingState, right: HearingRight | None, *, on: date) -> Iterator[str]:
    """Who was not told in this hearing has no days that run; who was, has five. Asking twice changes nothing."""
    if right is None:
        yield "没有告知过听证权利，不能按申请登记"
    elif right.use is RightUse.ASKED:
        yield "已经申请过听证"
    elif on > right.ask_by:
        yield f"申请听证的期限已在 {right.ask_by} 届满"
    if state in HEARINGS.final:
        yield "这次听证已经结束"


def deciding_obstacles(state: HearingState, rights: Collection[HearingRight], *, on: date) -> Iterator[str]:
    """行政许可法 47, 48(2): told before deciding, held before deciding, and decided on the record."""
    if state in STANDS_STILL:
        yield "听证还没有结束；要举行完听证，根据听证笔录作出决定"
    elif state is HearingState.TOLD and (running := [right.ask_by for right in rights if right.runs(on)]):
        yield f"已告知听证权利，{max(running)} 以前还可以申请听证；期满没有人申请，或者都表示放弃以后才能决定"


def calling_off_obstacles(
    rights: Collection[HearingRight], *, prescribed: bool, ended: bool, on: date
) -> Iterator[str]:
    """Nobody who may still ask, or has asked, loses the hearing; once the case has ended there is nothing to hear."""
    if ended:
        return
    if any(right.use is RightUse.ASKED for right in rights):
        yield "还有人要求听证；他们都撤回要求以后才能不举行"
    if any(right.runs(on) for right in rights):
        yield "还有人可以申请听证；期满或者他们都表示放弃以后才能结束"
    if prescribed:
        yield "法律、法规、规章规定应当听证的，不能不举行"


def closing_obstacles(*, held_on: date, on: date, challenged: bool, signed: Collection[bool]) -> Iterator[str]:
    """A record tells of a hearing that was held, under somebody who may preside, and each one in it signs or is accounted for."""
    if on < held_on:
        yield f"听证定在 {held_on}，还没有举行"
    if challenged:
        yield "对主持人的回避申请还没有决定"
    if not all(signed):
        yield "有参加人没有写明是签字、没有签字的原因，还是没有到场"
