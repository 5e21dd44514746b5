"""A case that has ended leaves its session; with the last one, or the last still to be looked at, the session is over."""

from datetime import datetime
from uuid import UUID

from onething.modules.joint_sessions import notices
from onething.modules.joint_sessions.domain.terms import OPEN, SessionAction
from onething.modules.joint_sessions.models import JointSession, SessionPart
from onething.modules.joint_sessions.storing import coming, follow, note, release, save_session
from onething.modules.joint_sessions.telling import tell_of_session
from onething.modules.notify.api import MessageKind
from onething.platform.clock import legal_day
from onething.platform.permissions import Actor

LEFT = "left"
ALL_ENDED = "参加的事项都已经结束办理"


def leave(*, case: UUID, actor: Actor, now: datetime) -> None:
    """Nobody comes for this case any more; what was found for it already stays. Called in the step that ended it and holds it locked."""
    part = SessionPart.objects.filter(case=case, verdict="", left_on=None, session__state__in=OPEN).first()
    if part is None:
        return
    session = JointSession.objects.select_for_update().get(pk=part.session_id)
    part.left_on = legal_day(now)
    part.row_version += 1
    part.save(update_fields=["left_on", "row_version"])
    rest = coming(session)
    lines = note(session, [part], LEFT if rest else SessionAction.CANCEL, actor=actor, now=now)
    if not rest:
        _cancel(session, now=now)
    elif all(one.verdict for one in rest):
        _close(session, rest, lines=lines, actor=actor, now=now)
    else:
        save_session(session)
        release(session, but=[one.participant for one in rest])


def _cancel(session: JointSession, *, now: datetime) -> None:
    follow(session, SessionAction.CANCEL)
    session.reason = ALL_ENDED
    save_session(session)
    release(session)
    tell_of_session(session, MessageKind.MEETING_OFF, now=now)


def _close(
    session: JointSession, parts: list[SessionPart], *, lines: tuple[UUID, ...], actor: Actor, now: datetime
) -> None:
    follow(session, SessionAction.CLOSE)
    save_session(session)
    release(session)
    notices.record(session, parts, lines=lines, actor=actor, now=now)
