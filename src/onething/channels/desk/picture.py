"""All departments' cases of one application as the timeline: one row a case, one bar its clock. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta

from onething.channels.design.timeline import Bar, BarKind, TimelineLayout, TimelineRow, layout_timeline
from onething.core.calendar import Calendar
from onething.core.lifecycle import CaseState
from onething.modules.handling.api import CaseInfo
from onething.platform.clock import legal_day

S = CaseState
NEVER_RAN = frozenset({S.REFUSED, S.NOT_REQUIRED, S.WITHDRAWN, S.TERMINATED})


def draw_departments(cases: Sequence[CaseInfo], calendar: Calendar, *, own: str, today: date) -> TimelineLayout:
    """From filing as far as anything reaches; the row of the officer's own case says so."""
    filed = min(legal_day(case.filed_at) for case in cases)
    rows = [
        TimelineRow(
            case.key,
            case.title,
            f"{case.body_name}（本件）" if case.key == own else case.body_name,
            bars=_bars(case, filed, today),
            after=case.waits_for,
        )
        for case in cases
    ]
    last = max([today, *(case.planned_on for case in cases), *(bar.last for row in rows for bar in row.bars)])
    days = [filed + timedelta(days=n) for n in range((last - filed).days + 1)]
    working = [day for day in days if calendar.is_working_day(day)]
    return layout_timeline(rows=rows, start=filed, last=last, today=today, working_days=working)


def _bars(case: CaseInfo, filed: date, today: date) -> tuple[Bar, ...]:
    if case.state in NEVER_RAN:
        return ()
    if case.state is S.WAITING:
        return (Bar(case.planned_opens_on, max(case.planned_on, case.planned_opens_on)),)
    begun = case.accepted_on or case.opened_on or filed
    if case.closed_at:
        return (Bar(begun, max(begun, legal_day(case.closed_at)), BarKind.DONE),)
    if case.state in {S.CORRECTING, S.PAUSED}:
        return (Bar(begun, max(begun, today), BarKind.STOPPED, "、".join(case.pauses) or "待补正"),)
    due = case.due_on or case.planned_on
    kind = BarKind.OVERDUE if due < today else BarKind.RUNNING
    return (Bar(begun, max(begun, due, today if due < today else begun), kind),)
