"""A consultation as the rooms above see it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from onething.modules.consultation.domain.life import WAITS, ConsultationState


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
