"""The door of joint sessions."""

from onething.modules.joint_sessions.domain.decisions import Appointment, Conclusion, clock_words
from onething.modules.joint_sessions.domain.terms import SessionKind, SessionState, TimeSlot, Verdict
from onething.modules.joint_sessions.domain.views import PartInfo, PhotoInfo, Proposal, SessionInfo
from onething.modules.joint_sessions.errors import SessionNotFound, SessionRefused, SessionsError
from onething.modules.joint_sessions.queries import (
    list_sessions,
    open_photo,
    proposal_for,
    session_for,
    session_info,
    sessions_of,
)
from onething.modules.joint_sessions.services.arrange import arrange, cancel, note_absence, reschedule
from onething.modules.joint_sessions.services.conclude import add_photo, conclude
from onething.modules.joint_sessions.services.confirm import confirm, decline

__all__ = [
    "Appointment", "Conclusion", "PartInfo", "PhotoInfo", "Proposal", "SessionInfo", "SessionKind", "SessionNotFound",
    "SessionRefused", "SessionState", "SessionsError", "TimeSlot", "Verdict",
    "add_photo", "arrange", "cancel", "clock_words", "conclude", "confirm", "decline", "list_sessions", "note_absence",
    "open_photo", "proposal_for", "reschedule", "session_for", "session_info", "sessions_of",
]  # fmt: skip
