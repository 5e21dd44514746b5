"""The cases of an application as words and as the timeline: one row a case, one bar its clock. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from onething.channels.design.timeline import Bar, BarKind, Milestone, TimelineLayout, TimelineRow, layout_timeline
from onething.core.calendar import Calendar, date_at
from onething.core.lifecycle import CASE, UNDECIDED, CaseAction, CaseState, CountedLimit
from onething.core.planning import JointVisit, Plan
from onething.modules.guidance.api import starters
from onething.modules.handling.api import CaseInfo, LogLine, MovedDay, WholeClock, calendar_for, merge_moves
from onething.modules.intake.api import ApplicationInfo
from onething.platform.clock import legal_day

S = CaseState
ENDED_OTHERWISE = frozenset({S.REFUSED, S.NOT_REQUIRED, S.WITHDRAWN, S.TERMINATED, S.REVOKED, S.CANCELLED})
UNDONE = frozenset({S.REVOKED, S.CANCELLED})
WORDS = {
    S.WAITING: ("等前一项办好", "neutral"),
    S.RECEIVED: ("已收件，待受理", "info"),
    S.CORRECTING: ("待您补正", "wait"),
    S.ACCEPTED: ("已受理", "info"),
    S.REVIEWING: ("审查中", "info"),
    S.PAUSED: ("停止计时", "wait"),
    S.GRANTED: ("已办成，等送达", "done"),
    S.DENIED: ("不予办理", "fault"),
    S.REFUSED: ("不予受理", "fault"),
    S.NOT_REQUIRED: ("不用办理", "neutral"),
    S.WITHDRAWN: ("已撤回", "neutral"),
    S.TERMINATED: ("已终止", "neutral"),
    S.REVOKED: ("决定已撤销", "fault"),
    S.CANCELLED: ("已注销", "neutral"),
}


IN_THE_PAPER = "理由、依据和不服怎么办见文书"
REASONED = {
    S.DENIED: f"不予办理，{IN_THE_PAPER}",
    S.CONCLUDED: f"不予办理，{IN_THE_PAPER}",
    S.REFUSED: f"不予受理，{IN_THE_PAPER}",
    S.NOT_REQUIRED: f"依法不用办理，{IN_THE_PAPER}",
    S.REVOKED: f"决定已撤销，{IN_THE_PAPER}",
    S.CANCELLED: "已经注销，不再有效",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How the whole application ended, in words."""

    title: str
    text: str
    all_granted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One case in words: its state, and the one date that matters now; `open` while it can be taken back."""

    case: UUID
    open: bool
    title: str
    body: str
    word: str
    tone: str
    about: str


def case_lines(cases: Sequence[CaseInfo], whole: WholeClock, *, today: date) -> tuple[CaseLine, ...]:
    """Every case with its state and date; a day that has passed is not promised again."""
    names = {case.key: case.title for case in cases}
    return tuple(_line(case, names, whole, today) for case in cases)


def finished_of(cases: Sequence[CaseInfo]) -> int:
    """How many cases have come to an end or to a result."""
    return sum(case.state not in UNDECIDED for case in cases)


def waits_for_owner(cases: Sequence[CaseInfo]) -> bool:
    """Whether all that is still open waits for materials that the owner promised."""
    return all(case.owes for case in cases if case.state in UNDECIDED)


def supplied_at(told: Sequence[tuple[CaseInfo, Sequence[LogLine]]]) -> datetime | None:
    """When the corrections came in of cases that still wait to be accepted: who pressed the button looks for this."""
    waiting = [lines for case, lines in told if case.state is S.RECEIVED]
    return max((line.at for lines in waiting for line in lines if line.kind == CaseAction.CORRECT), default=None)


def redated_days(told: Sequence[tuple[CaseInfo, Sequence[LogLine]]]) -> list[tuple[str, MovedDay]]:
    """The last days that a new calendar moved and that still count, each with the title of its case."""
    return [
        (case.title, day)
        for case, lines in told
        for day in merge_moves(day for line in lines for day in line.moved)
        if day.new == case.due_on or (case.awaits_correction and day.limit is CountedLimit.CORRECTION)
    ]


def ending_of(
    info: ApplicationInfo, cases: Sequence[CaseInfo], *, promised_on: date | None, today: date
) -> Ending | None:
    """None until everything is done; nothing is called done that was refused, withdrawn or ended otherwise.

    What came to its end just now was not yet closed by the worker.
    """
    if not all(case.state in CASE.final for case in cases):
        return None
    day = legal_day(info.finished_at) if info.finished_at else today
    granted = sum(case.granted for case in cases)
    if all(case.state is S.WITHDRAWN for case in cases):
        return Ending(title="申请已撤回", text=f"{_day(day)}撤回。以后要办，可以重新申请。", all_granted=False)
    needless = sum(case.state is S.NOT_REQUIRED for case in cases)
    other = len(cases) - granted - needless
    if other or needless:
        counted = ((granted, "项办好"), (needless, "项不用办理"), (other, "项没有办成"))
        told = [f"{number} {words}" for number, words in counted if number]
        title = "，".join(told) if len(told) > 1 else told[0].replace("项", "项都")
        text = f"{_day(day)}全部办结。没有办成或者不用办理的，原因、救济途径和期限写在文书里。"
        return Ending(title=title, text=text, all_granted=False)
    early = f"，比承诺的 {_day(promised_on)}早" if promised_on and day < promised_on else ""
    text = f"{_day(day)}全部办结{early}。结果和文书都在下面，随时可以回来查看、下载。"
    return Ending(title=f"{granted} 项全部办好了", text=text, all_granted=True)


def visits_ahead(plan: Plan, cases: Sequence[CaseInfo], *, today: date) -> tuple[JointVisit, ...]:
    """The joint visits planned on the day of filing, each until its day and as long as a case it is for is undecided."""
    undecided = {case.key for case in cases if case.state in UNDECIDED}
    planned = plan.schedule.visits if plan.schedule else ()
    return tuple(visit for visit in planned if visit.on >= today and undecided & set(visit.items))


def draw_progress(
    info: ApplicationInfo, plan: Plan, cases: Sequence[CaseInfo], whole: WholeClock, *, today: date
) -> TimelineLayout:
    """From the day of filing to the promised day, or as far as anything reaches."""
    calendar = whole.calendar
    filed = legal_day(info.submitted_at)
    planned, after = _planned(plan, calendar), starters(plan.schedule) if plan.schedule else {}
    shown = [case for case in cases if case.state not in ENDED_OTHERWISE]
    rows = [
        TimelineRow("apply", "提交申请", "已收到", milestones=(Milestone(filed, "提交"),)),
        *(
            TimelineRow(c.key, c.title, c.body_name, (_bar(c, planned[c.key], today),), after=after[c.key])
            for c in shown
        ),
        TimelineRow("deliver", "统一出件", "结果一次送达", milestones=_goal(info, whole)),
    ]
    goals = [milestone.day for row in rows for milestone in row.milestones]
    last = max([*goals, *(bar.last for row in rows for bar in row.bars)])
    days = [filed + timedelta(days=n) for n in range((last - filed).days + 1)]
    open_days = [day for day in days if calendar.is_working_day(day)]
    return layout_timeline(rows=rows, start=filed, last=last, today=today, working_days=open_days)


def _goal(info: ApplicationInfo, whole: WholeClock) -> tuple[Milestone, ...]:
    """The promised day, until it is known when all was done; nothing while it cannot be told."""
    if info.finished_at:
        return (Milestone(legal_day(info.finished_at), "全部办结"),)
    return (Milestone(whole.last_on, "承诺全部办好"),) if whole.last_on else ()


def _line(case: CaseInfo, names: dict[str, str], whole: WholeClock, today: date) -> CaseLine:
    if case.state is S.CONCLUDED:
        word, tone = ("已办结", "done") if case.granted else ("不予办理", "fault")
    else:
        word, tone = WORDS[S.CORRECTING if case.awaits_correction else case.state]
        word = case.state_label if case.recalled else word
    return CaseLine(
        case=case.public_id,
        open=case.state in UNDECIDED,
        title=case.title,
        body=case.body_name,
        word=word,
        tone=tone,
        about=_about(case, names, whole.expected_on(case.key, planned_on=case.planned_on), today),
    )


def _about(case: CaseInfo, names: dict[str, str], expected_on: date | None, today: date) -> str:
    waits = "、".join(names[key] for key in case.waits_for if key in names)
    if case.closed_at:
        return _ending(case, _day(_ended_on(case, case.closed_at)), waits)
    if case.state is S.WAITING:
        expected = f"，预计 {_day(expected_on)}前办好" if expected_on and expected_on >= today else ""
        return f"请先补正，“{waits}”办好后接着办" if case.awaits_correction else f"等“{waits}”办好后自动转来{expected}"
    if case.standstills or case.state is S.CORRECTING:
        return "；".join(standstill_words(case)) or "补正后重新计时"
    if case.due_on is None:
        return f"预计 {_day(case.planned_on)}前办好"
    reckoned = "（这一年的放假安排还没有公布，日期为暂算）" if case.provisional else ""
    if case.state is S.RECEIVED:
        return f"依法最晚 {_day(case.due_on)}告诉您是否受理{reckoned}"
    return _by_when(case, case.due_on, today) + reckoned


def _by_when(case: CaseInfo, due_on: date, today: date) -> str:
    """The last day of a case that is being handled; a day that has passed is said to have passed."""
    if case.owes and due_on < today:
        return f"应在 {_day(due_on)}前办好；等您交来承诺以后交的材料，交来以前不能准予"
    longer = f"（已延长 {'、'.join(case.extended)}，理由见延期办理告知书）" if case.extended else ""
    silence = "期限内没有答复，依法自收到材料之日起视为受理；" if case.deemed else ""
    when = f"应在 {_day(due_on)}前办好，已超期" if due_on < today else f"{_day(due_on)}前办好"
    return f"{silence}{when}{longer}"


def standstill_words(case: CaseInfo) -> list[str]:
    """What stands still, since when, by which article, until when, and where the reason can be read."""
    said = []
    for one in case.standstills:
        until = one.until(calendar_for(case))
        by = "依据" if case.licensing else "参照"
        law = (
            f"{by}《{one.basis.replace(' ', '》', 1)}，这段时间不计入办理期限"
            if one.basis
            else "这段时间不计入办理期限"
        )
        ends = f"预计到 {_day(until)}结束" if until else "原因消除后恢复办理"
        paper = "特别程序告知书" if until else "中止办理告知书"
        said.append(f"正在{one.ground.label}，从 {_day(one.since)}起停止计时，{ends}；{law}，理由见{paper}")
    return said


def _ending(case: CaseInfo, day: str, waits: str) -> str:
    """How it ended, by which day; what was not brought to a decision can be applied for again."""
    if case.lapsed:
        return f"{day}终止：在补正书写明的日期以前没有补正。需要的，可以重新申请"
    if case.acceptance_revoked:
        return f"{day}受理已撤销：承诺以后交的材料没有交来，{IN_THE_PAPER}。需要的，可以重新申请"
    if case.state is S.TERMINATED:
        return f"{day}终止：{_why_ended(case, waits)}。需要的，可以重新申请"
    if case.recalled:
        return f"{day}{case.state_label}，{IN_THE_PAPER}"
    if case.granted:
        return f"{day}办结，结果：{case.result_name}"
    return f"{day}{REASONED.get(case.state, '办结')}"


def _ended_on(case: CaseInfo, closed_at: datetime) -> date:
    """The day on which it came to rest; what was undone later ended on that day."""
    undone = case.file.last if case.state in UNDONE else None
    return undone.on if undone else legal_day(closed_at)


def _why_ended(case: CaseInfo, waits: str) -> str:
    """What never opened fell with what it waited for; what was open was terminated for a reason."""
    return f"它要等的“{waits}”没有办成" if waits and case.opened_on is None else "理由、依据和救济途径见终止办理告知书"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _planned(plan: Plan, calendar: Calendar) -> dict[str, Bar]:
    """Each case's days as promised on the day of filing; the day something begins is not counted (民法典 201)."""
    schedule = plan.schedule
    slots = schedule.slots if schedule else ()
    begins = {slot.item: date_at(calendar, start=plan.start, position=slot.starts + 1) for slot in slots}
    return {slot.item: Bar(min(begins[slot.item], slot.promised_on), slot.promised_on) for slot in slots}


def _bar(case: CaseInfo, planned: Bar, today: date) -> Bar:
    """What was promised, until the case's own clock runs; then what the clock says."""
    if case.state in {S.CORRECTING, S.PAUSED}:
        label = "、".join(case.pauses) or "待补正"
        return replace(planned, start=min(planned.start, today), kind=BarKind.STOPPED, label=label)
    if case.state in {S.WAITING, S.RECEIVED}:
        return planned
    begun = max(case.accepted_on or planned.start, planned.start)
    if case.state not in UNDECIDED:
        ended = legal_day(case.closed_at) if case.closed_at else today
        return Bar(min(begun, ended), ended, BarKind.DONE)
    last = case.due_on or planned.last
    overdue = last < today
    last = today if overdue else last
    return Bar(min(begun, last), last, BarKind.OVERDUE if overdue else BarKind.RUNNING)
