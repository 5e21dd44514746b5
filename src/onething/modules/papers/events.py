"""What papers tells the rooms above it, after the commit of the step that issued the paper."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from onething.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperMade(Event):
    """An issued paper can be read from now on; `answer_by` is the day until which it wants something of the applicant.

    One that is `served` by itself reaches the applicant on record, in a way of its own.

    Told at least once: whoever hears it goes by the paper's id.
    """

    paper: UUID
    kind: str
    title: str
    served: bool
    application: UUID
    case: UUID | None
    owner: UUID
    issued_at: datetime
    at: datetime
    answer_by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRevoked(Event):
    """An issued paper does not hold any more; told inside the transaction that says so."""

    paper: UUID
