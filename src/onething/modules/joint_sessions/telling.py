"""The applicant is told of an appointment, of its new time, and that it is off."""

from datetime import datetime

from onething.modules.handling.api import Case, Occasion, tell_applicant
from onething.modules.joint_sessions.domain.terms import SessionKind, TimeSlot
from onething.modules.joint_sessions.models import JointSession
from onething.modules.notify.api import MessageKind


def tell_of_session(session: JointSession, kind: MessageKind, *, now: datetime) -> None:
    """Once for each time that was agreed or given up."""
    case = Case.objects.filter(application_ref=session.application).order_by("place")[0]
    news = Occasion(
        key=f"session:{session.public_id}:{session.row_version}",
        at=now,
        day=session.on,
        matter=SessionKind.of(session.kind).label,
        hour=TimeSlot.of(session.slot).label,
    )
    tell_applicant(case, kind, news, now=now)
