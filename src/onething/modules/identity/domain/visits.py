"""How long a login lasts: it ends after a time without use, and after a time in all.

Source: reliability table, row session: idle 15 minutes for citizens and 30 for staff, 12 hours in all.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLimits:
    """The two ends of a login."""

    idle: timedelta
    total: timedelta


class VisitVerdict(StrEnum):
    """What becomes of a login at its next request."""

    KEEP = "keep"
    NOTE_USE = "note_use"
    END_IDLE = "end_idle"
    END_TOTAL = "end_total"


NOTE_EVERY = timedelta(minutes=1)  # so that not every request writes the session


def decide_visit(*, started_at: datetime, used_at: datetime, now: datetime, limits: VisitLimits) -> VisitVerdict:
    """Keep, keep and note the use, or end; a clock that went back ends nothing."""
    if now - started_at >= limits.total:
        return VisitVerdict.END_TOTAL
    if now - used_at >= limits.idle:
        return VisitVerdict.END_IDLE
    return VisitVerdict.NOTE_USE if now - used_at >= NOTE_EVERY else VisitVerdict.KEEP
