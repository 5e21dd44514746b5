"""Whether an appointment can be made, and whether a department's conclusion is whole; every gap is named at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from onething.core.calendar import Calendar
from onething.core.lifecycle import GROUNDS as CLOCK_GROUNDS
from onething.core.lifecycle import Ground
from onething.modules.joint_sessions.domain.terms import GROUNDS, SessionKind, TimeSlot, Verdict

Gaps = dict[str, str]
MOST_CHARACTERS = 1000
MOST_POINTS = 30
LEAST_PRESENT = 2
WITHOUT = {Verdict.PASS: "通过的，不能再列不符合的地方。请改选“限期整改”，或者清空。"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """When, where, who comes (account by body) and what each department looks at (points by case)."""

    kind: SessionKind
    on: date | None
    slot: TimeSlot
    place: str = field(repr=False)
    bring: str = ""
    participants: Mapping[str, UUID]
    points: Mapping[UUID, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """What one department found: `faults` goes from the number of a point to what is wrong and how it is put right."""

    verdict: Verdict | None
    present: tuple[str, ...]
    remark: str = ""
    faults: Mapping[int, str]
    until: date | None = None


def decide_time(
    on: date | None, *, today: date, calendar: Calendar, busy: Collection[str] = (), slot: TimeSlot = TimeSlot.MORNING
) -> Gaps:
    """A working day ahead on which everybody who shall come is free."""
    if on is None:
        return {"on": "没有写日期，或者写得不对。请照“2026年1月5日”的样子写。"}
    if on <= today:
        return {"on": "日期要在今天以后，让申请人来得及准备。"}
    if not calendar.is_working_day(on):
        return {"on": f"{on.month}月{on.day}日不是工作日。请换一天。"}
    if busy:
        names = "、".join(sorted(busy))
        return {"on": f"{names}在{on.month}月{on.day}日{slot.label}已经有别的约定。请换时间，或者换人。"}
    return {}


def decide_appointment(given: Appointment, *, bodies: Mapping[str, str], staff: Mapping[str, Collection[UUID]]) -> Gaps:
    """Place, points of every department, and one post of each body; `bodies` goes from code to name."""
    gaps = _text(given.place, "place", "地点")
    gaps |= _length(given.bring, "bring")
    for code, name in bodies.items():
        if given.participants.get(code) not in staff.get(code, ()):
            gaps[f"who-{code}"] = f"没有选{name}派谁来。"
    for case, points in given.points.items():
        if not points:
            gaps[f"points-{case}"] = "没有写核查要点。请每行写一条。"
        elif len(points) > MOST_POINTS or any(len(point) > MOST_CHARACTERS for point in points):
            gaps[f"points-{case}"] = f"最多写 {MOST_POINTS} 条，每条不超过 {MOST_CHARACTERS} 个字。"
    return gaps


def decide_conclusion(
    given: Conclusion, *, held_on: date, today: date, points: Sequence[str], calendar: Calendar
) -> Gaps:
    """Held already, by two or more members of staff (行政许可法 34(3)), and what a verdict needs."""
    if today < held_on:
        return {"": f"约定的是{held_on.month}月{held_on.day}日，还没有到，不能先写结论。"}
    gaps: Gaps = {}
    if len({name for name in given.present if name}) < LEAST_PRESENT:
        gaps["present"] = "参加的要有两名以上工作人员（行政许可法第三十四条第三款）。请写两个以上的姓名，用顿号隔开。"
    if any(not 0 <= number < len(points) for number in given.faults):
        gaps[""] = "核查要点已经变了。请刷新页面再写。"
    if any(len(fault) > MOST_CHARACTERS for fault in given.faults.values()):
        gaps[""] = f"每处最多写 {MOST_CHARACTERS} 个字。请改短。"
    return gaps | _length(given.remark, "remark") | _verdict_gaps(given, today=today, calendar=calendar)


def _verdict_gaps(given: Conclusion, *, today: date, calendar: Calendar) -> Gaps:
    match given.verdict:
        case Verdict.PASS:
            return {"verdict": WITHOUT[Verdict.PASS]} if given.faults else {}
        case Verdict.RECTIFY:
            gaps = {} if given.faults else {"verdict": "没有写哪里不符合、怎样改。请写在对应的核查要点下面。"}
            return gaps | _until_gaps(given.until, today=today, calendar=calendar)
        case Verdict.FAIL:
            return _text(given.remark, "remark", "不通过的理由")
    return {"verdict": "没有选结论。请选通过、限期整改或者不通过。"}


def _until_gaps(until: date | None, *, today: date, calendar: Calendar) -> Gaps:
    if until is None:
        return {"until": "没有写整改到哪一天，或者写得不对。请照“2026年1月5日”的样子写。"}
    if until <= today:
        return {"until": "整改的期限要在今天以后。"}
    return {} if calendar.is_working_day(until) else {"until": "整改期限的最后一天要是工作日。请换一天。"}


def decide_reason(reason: str) -> Gaps:
    """Who changes an appointment says why."""
    return _text(reason, "reason", "原因")


def uncounted_ground(kind: SessionKind) -> Ground | None:
    """For what the clocks of licences stand still meanwhile, where the law says so."""
    ground = GROUNDS[kind]
    return ground if ground and CLOCK_GROUNDS[ground].stops else None


def clock_words(kind: SessionKind) -> str:
    """What the session does to the legal clock of the cases, in a sentence; nothing stops it that the law does not name."""
    if ground := uncounted_ground(kind):
        basis = CLOCK_GROUNDS[ground].basis
        return (
            f"{ground.label}所需时间不计入行政许可事项的办理期限（{basis}）：自{kind.label}当日起停止计算，"
            "所需时间书面告知；该部门写明结论或者这次安排取消后恢复。等候约定日期的时间、整改的时间计入办理期限。"
        )
    basis = "《行政许可法》第四十五条没有列出这一项"
    return f"{kind.label}和整改的时间都计入办理期限：{basis}。期限不够的，部门可以依法申请延长。"


def binding_words(verdict: str, kind: SessionKind, *, until: date | None, on: date) -> str:
    """Why a case cannot be denied yet: what a department gave time for it does not deny within that time; or nothing."""
    if verdict != Verdict.RECTIFY or until is None or on > until:
        return ""
    day = f"{until.month}月{until.day}日"
    return f"{kind.label}要求限期整改，最迟到{day}，在这以前不能作不予决定。申请人说改好了的，请先约复查。"


def blocking_words(verdict: str, kind: SessionKind) -> str:
    """Why a case cannot be granted while its department's conclusion says otherwise or is still to come; or nothing."""
    return {
        "": f"{kind.label}还没有结论，现在不能准予。请先在“勘验评审”里写明结论，或者取消这次安排。",
        Verdict.RECTIFY.value: f"{kind.label}要求限期整改，还没有复查通过，现在不能准予。请先约复查。",
        Verdict.FAIL.value: f"本部门{kind.label}的结论是不通过，不能准予。可以作不予决定，或者重新约{kind.label}。",
    }.get(verdict, "")


def _text(text: str, name: str, label: str) -> Gaps:
    return _length(text, name) if text.strip() else {name: f"没有写{label}。请写明，申请人会看到。"}


def _length(text: str, name: str) -> Gaps:
    return {name: f"最多写 {MOST_CHARACTERS} 个字。请改短。"} if len(text) > MOST_CHARACTERS else {}
