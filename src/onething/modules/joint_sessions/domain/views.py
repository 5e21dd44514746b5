"""What joint sessions show other rooms: frozen values."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from onething.core.calendar import Calendar
from onething.core.planning import JointVisit
from onething.modules.handling.api import CaseInfo
from onething.modules.identity.api import Officer
from onething.modules.joint_sessions.domain.terms import OPEN, SessionKind, SessionState, TimeSlot, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoInfo:
    """A photo without its content."""

    file: UUID
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartInfo:
    """One department's share; `faults` are pairs of a point and what is wrong with it."""

    public_id: UUID
    case: UUID
    item_name: str
    body_code: str
    body_name: str
    participant_name: str
    points: tuple[str, ...]
    verdict: Verdict | None
    faults: tuple[tuple[str, str], ...] = field(repr=False)
    remark: str = field(repr=False)
    present: tuple[str, ...]
    until: date | None
    left_on: date | None
    concluded_at: datetime | None
    photos: tuple[PhotoInfo, ...]
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionInfo:
    """One appointment with everybody's share."""

    public_id: UUID
    application: UUID
    application_number: str
    bundle_name: str
    applicant_masked: str
    kind: SessionKind
    state: SessionState
    on: date
    slot: TimeSlot
    place: str = field(repr=False)
    bring: str
    reason: str = field(repr=False)
    confirmed_at: datetime | None
    confirmed_by_window: bool
    is_recheck: bool
    rechecked: bool
    parts: tuple[PartInfo, ...]
    version: int

    @property
    def open(self) -> bool:
        """True until there is a conclusion of everybody, or none is wanted any more."""
        return self.state in OPEN

    @property
    def bodies(self) -> tuple[str, ...]:
        """The departments that come, each once; when no case is left, those that would have come."""
        coming = [part for part in self.parts if part.left_on is None]
        return tuple(dict.fromkeys(part.body_name for part in coming or self.parts))

    @property
    def to_recheck(self) -> tuple[PartInfo, ...]:
        """The shares that were ordered to be put right and were not looked at again yet."""
        owed = tuple(part for part in self.parts if part.verdict is Verdict.RECTIFY)
        return owed if self.state is SessionState.CLOSED and not self.rechecked else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What an appointment can be made of: cases under review with their points, and who may come for each body."""

    application: UUID
    calendar: Calendar
    visit: JointVisit | None
    cases: tuple[CaseInfo, ...]
    points: dict[UUID, tuple[str, ...]]
    officers: dict[str, tuple[Officer, ...]]
    follows: UUID | None = None
    kind: SessionKind | None = None
    place: str = field(default="", repr=False)
    waiting: tuple[str, ...] = ()
