"""The door of consultation."""

from onething.modules.consultation.domain.decisions import LONGEST_ANSWER, LONGEST_QUESTION
from onething.modules.consultation.domain.life import WAITS, ConsultationState
from onething.modules.consultation.domain.pre_review import PreReviewState
from onething.modules.consultation.domain.views import ConsultationInfo, PreReviewInfo, TurnInfo
from onething.modules.consultation.errors import (
    ConsultationError,
    ConsultationNotFound,
    ConsultationRefused,
    PreReviewOver,
)
from onething.modules.consultation.queries import (
    consultation_for,
    open_pre_review_file,
    page_of_consultations,
    pre_review_at_window,
    pre_review_of,
    waiting_consultations,
    waiting_pre_reviews,
)
from onething.modules.consultation.services.answer import answer
from onething.modules.consultation.services.answer_pre_review import answer_pre_review
from onething.modules.consultation.services.ask import ask, follow_up, items_of
from onething.modules.consultation.services.ask_pre_review import ask_pre_review, take_back_pre_review

__all__ = [
    "LONGEST_ANSWER", "LONGEST_QUESTION", "WAITS", "ConsultationError", "ConsultationInfo", "ConsultationNotFound",
    "ConsultationRefused", "ConsultationState", "PreReviewInfo", "PreReviewOver", "PreReviewState", "TurnInfo",
    "answer", "answer_pre_review", "ask", "ask_pre_review", "consultation_for", "follow_up", "items_of",
    "open_pre_review_file", "page_of_consultations", "pre_review_at_window", "pre_review_of", "take_back_pre_review",
    "waiting_consultations", "waiting_pre_reviews",
]  # fmt: skip
