"""The clocks of the licences in a session that the law does not count stand still from its day (行政许可法 45).

The law leaves out the time that the review needs, not the time until the day agreed for it. Each clock goes on when its
department has concluded, or when there is no appointment any more.
"""

from datetime import datetime

from onething.core.calendar import Span
from onething.modules.handling.api import begin_session, end_session
from onething.modules.joint_sessions.domain.decisions import uncounted_ground
from onething.modules.joint_sessions.domain.terms import SessionAction, SessionKind, TimeSlot
from onething.modules.joint_sessions.models import JointSession, SessionPart
from onething.modules.papers.api import PaperInfo
from onething.platform.clock import legal_day

EXPECTED = Span.working_days(1)
"""What is told at its beginning: that the conclusion is there on the day after; what takes longer is told anew."""
REASON = "{on.year}年{on.month}月{on.day}日{slot}进行{kind}，随后写明结论"
CONCLUDED = "{kind}的结论是“{verdict}”"
OFF = {
    SessionAction.DECLINE: "约定的{kind}改期：{reason}",
    SessionAction.RESCHEDULE: "约定的{kind}改期：{reason}",
    SessionAction.MISS: "约定的{kind}没有进行：{reason}",
    SessionAction.CANCEL: "约定的{kind}取消：{reason}",
}


def stop_clocks(session: JointSession, *, now: datetime) -> None:
    """Those that have no conclusion yet stand still from the day of the session, or of its confirmation when that was later."""
    kind = SessionKind.of(session.kind)
    ground = uncounted_ground(kind)
    if ground is None or session.confirmed_at is None:
        return
    parts = session.parts.filter(left_on=None, verdict="", stops_clock=False)
    stopped = begin_session(
        application=session.application,
        cases=list(parts.values_list("case", flat=True)),
        ground=ground,
        reason=REASON.format(on=session.on, slot=TimeSlot.of(session.slot).label, kind=kind.label),
        expected=EXPECTED,
        on=max(session.on, legal_day(session.confirmed_at)),
        now=now,
    )
    parts.filter(case__in=stopped).update(stops_clock=True)


def go_on_without(session: JointSession, action: SessionAction, *, now: datetime) -> None:
    """Nobody comes together on that day any more."""
    kind = SessionKind.of(session.kind)
    _go_on(session, OFF[action].format(kind=kind.label, reason=session.reason), now=now)


def go_on_after(session: JointSession, part: SessionPart, verdict: str, *, now: datetime) -> tuple[PaperInfo, ...]:
    """This department needs no more time for it; the others go on by themselves."""
    outcome = CONCLUDED.format(kind=SessionKind.of(session.kind).label, verdict=verdict)
    return _go_on(session, outcome, now=now, pk=part.pk)


def _go_on(session: JointSession, outcome: str, *, now: datetime, **only: int) -> tuple[PaperInfo, ...]:
    ground = uncounted_ground(SessionKind.of(session.kind))
    if ground is None:
        return ()
    stopped = session.parts.filter(stops_clock=True, **only)
    cases = list(stopped.values_list("case", flat=True))
    if not cases:
        return ()
    stopped.update(stops_clock=False)
    return end_session(application=session.application, cases=cases, ground=ground, outcome=outcome, now=now)
