"""A consultation as the rooms above see it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from onething.modules.consultation.domain.life import WAITS, ConsultationState
from onething.modules.consultation.domain.pre_review import PreReviewState
from onething.modules.intake.api import CorrectionTarget


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnInfo:
    """One question and, when there is one, its answer."""

    asked: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationInfo:
    """What was asked about, by which day an answer is due, and what was said; never who asked."""

    public_id: UUID
    bundle: str
    bundle_name: str
    item_name: str
    place: str
    state: ConsultationState
    due_on: date
    turns: tuple[TurnInfo, ...]
    version: int

    @property
    def waits(self) -> bool:
        """Whether the window has to answer."""
        return self.state in WAITS

    @property
    def may_follow_up(self) -> bool:
        """Whether the one further question may still be asked."""
        return self.state is ConsultationState.ANSWERED


@dataclass(frozen=True, slots=True, kw_only=True)
class PreReviewInfo:
    """What became of a pre-review as the draft stands now; `notes` are those of the latest answer."""

    public_id: UUID
    draft: UUID
    title: str
    place: str
    state: PreReviewState
    as_shown: bool
    due_on: date
    notes: tuple[CorrectionTarget, ...]
    answered_at: datetime | None
    version: int

    @property
    def waits(self) -> bool:
        """Whether the window has to answer."""
        return self.state is PreReviewState.WAITING

    @property
    def may_ask(self) -> bool:
        """Whether it may be asked for again, once nothing is missing."""
        return not self.waits and not (self.as_shown and self.state is PreReviewState.ANSWERED)
