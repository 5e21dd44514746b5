"""States and remaining days in words and tones; the tone's shape and colour say the same again. Pure."""

from datetime import date

from onething.channels.design.wording import left_words
from onething.core.calendar import working_days_between
from onething.core.lifecycle import CaseState
from onething.modules.handling.api import CaseInfo, calendar_for, days_left, told_until

S = CaseState
STATES = {
    S.WAITING: ("等待前置", "neutral"),
    S.RECEIVED: ("待窗口受理", "neutral"),
    S.CORRECTING: ("待补正", "wait"),
    S.ACCEPTED: ("待审查", "info"),
    S.REVIEWING: ("审查中", "info"),
    S.PAUSED: ("停止计时", "wait"),
    S.GRANTED: ("准予，待出件", "done"),
    S.DENIED: ("不予", "fault"),
    S.REFUSED: ("不予受理", "fault"),
    S.NOT_REQUIRED: ("无需办理", "neutral"),
    S.WITHDRAWN: ("已撤回", "neutral"),
    S.TERMINATED: ("已终止", "neutral"),
    S.REVOKED: ("决定已撤销", "fault"),
    S.CANCELLED: ("已注销", "neutral"),
}
DECIDABLE = frozenset({S.ACCEPTED, S.REVIEWING})


def state_words(case: CaseInfo) -> tuple[str, str]:
    """The state in a word, with its tone."""
    if case.state is S.CONCLUDED:
        return ("准予，已送达", "done") if case.granted else ("不予，已送达", "fault")
    if case.pauses:
        return (f"{'、'.join(case.pauses)}，停止计时", "wait")
    if case.deemed and case.state is S.ACCEPTED:
        return ("视为受理，待审查", "wait")
    word, tone = STATES[case.state]
    return (case.state_label if case.recalled else word, tone)


def remaining_words(case: CaseInfo, today: date) -> tuple[str, str]:
    """What is left of the time, with its tone; what stands still longer than people were told in writing says so."""
    until = told_until(case.standstills, calendar_for(case)) if case.due_on is None and case.standstills else None
    if until is None:
        return left_words(days_left(case, today=today))
    days = working_days_between(calendar_for(case), start=today, end=until)
    if days < 0:
        return (f"超过告知的时间 {-days} 个工作日", "fault")
    return ("告知的时间今天到" if days == 0 else "不计时", "neutral" if days else "soon")


def deadline_words(case: CaseInfo, days: int | None) -> str:
    """The day by which a decision is due, in a sentence."""
    if case.due_on is None:
        return ""
    reckoned = "（暂算）" if case.provisional else ""
    return f"{_day(case.due_on)}{reckoned}下班前作出决定，{left_words(days)[0]}"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
