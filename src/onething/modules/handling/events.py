"""What handling tells the rooms above it, inside the transaction."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from onething.core.lifecycle import CaseState, Ground
from onething.platform.events import Event
from onething.platform.permissions import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent(Event):
    """Something happened to one case."""

    case: UUID
    application: UUID
    key: str
    item: str
    actor: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(CaseEvent):
    """What the case waited for is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAccepted(CaseEvent):
    """The case was accepted; its legal clock runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionAsked(Event):
    """The one correction notice of an application was given."""

    application: UUID
    cases: tuple[UUID, ...]
    actor: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDecided(CaseEvent):
    """The case was decided; `delivered` when its electronic result reached the applicant in the same moment.

    `accompanied` when a room above had written into its log: that room may refuse it. `hearing` is the law that
    prescribes a hearing before anything is decided.
    """

    granted: bool
    accompanied: bool
    hearing: str
    delivered: bool
    number: str
    name: str
    result_kind: str
    delivery_mode: str
    owner: UUID
    applicant_masked: str
    site_code: str
    region_path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEnded(CaseEvent):
    """However it came about, nothing of the case is examined any more; told of cases with which a room above had to do."""

    state: CaseState


@dataclass(frozen=True, slots=True, kw_only=True)
class StopEnded(CaseEvent):
    """An officer says that what kept the clock still is over; a room above that holds it itself may refuse."""

    ground: Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantUndone(CaseEvent):
    """What was granted is revoked or cancelled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReopened(CaseEvent):
    """What had ended is taken up anew; whatever was delivered of it does not count any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodySucceeded(CaseEvent):
    """Another body goes on with the case; told of cases with which a room above had to do."""

    body_code: str
    body_name: str
