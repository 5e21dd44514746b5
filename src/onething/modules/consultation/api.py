"""The door of consultation."""

from onething.modules.consultation.domain.decisions import LONGEST_ANSWER, LONGEST_QUESTION
from onething.modules.consultation.domain.life import WAITS, ConsultationState
from onething.modules.consultation.domain.views import ConsultationInfo, TurnInfo
from onething.modules.consultation.errors import ConsultationError, ConsultationNotFound, ConsultationRefused
from onething.modules.consultation.queries import consultation_for, page_of_consultations, waiting_consultations
from onething.modules.consultation.services.answer import answer
from onething.modules.consultation.services.ask import ask, follow_up, items_of

__all__ = [
    "LONGEST_ANSWER", "LONGEST_QUESTION", "WAITS", "ConsultationError", "ConsultationInfo", "ConsultationNotFound",
    "ConsultationRefused", "ConsultationState", "TurnInfo",
    "answer", "ask", "consultation_for", "follow_up", "items_of", "page_of_consultations", "waiting_consultations",
]  # fmt: skip
