"""The door of hearings."""

from onething.modules.hearings.domain.decisions import Day, Heard, Minutes
from onething.modules.hearings.domain.terms import Cause, Challenge, Signature
from onething.modules.hearings.domain.views import Announced, AnnouncedPage, HearingInfo, PersonInfo
from onething.modules.hearings.errors import HearingNotFound, HearingRefused, HearingsError
from onething.modules.hearings.queries import (
    announced_hearings,
    hearing_for,
    hearing_info,
    hearings_of,
    list_hearings,
    open_challenges,
)
from onething.modules.hearings.services.answer import ask, receive, record_answer, waive
from onething.modules.hearings.services.conclude import call_off, close
from onething.modules.hearings.services.summon import answer_challenge, challenge, record_challenge, summon
from onething.modules.hearings.services.tell import tell, tell_others

__all__ = [
    "Announced", "AnnouncedPage", "Cause", "Challenge", "Day", "Heard", "HearingInfo", "HearingNotFound", "HearingRefused", "HearingsError",
    "Minutes", "PersonInfo", "Signature",
    "announced_hearings", "answer_challenge", "ask", "call_off", "challenge", "close", "hearing_for", "hearing_info", "hearings_of",
    "list_hearings", "open_challenges", "receive", "record_answer", "record_challenge", "summon", "tell", "tell_others", "waive",
]  # fmt: skip
