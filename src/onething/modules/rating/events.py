"""What rating tells the rooms above it, inside the transaction: no word of who rated, and no word they wrote."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from onething.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated(Event):
    """Somebody rated, or rated anew; `named` when they agreed to be asked about it."""

    rating: UUID
    application: UUID
    stage: str
    level: int
    reasons: tuple[int, ...]
    named: bool
    changed: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BadlyRated(Rated):
    """不满意 or 非常不满意: whoever handles it has to look into it (谁办理、谁负责)."""
