"""What hearings show other rooms: frozen values."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from onething.core.lifecycle import HearingRight, HearingState, RightUse
from onething.modules.hearings.domain.terms import OPEN, Cause, Challenge, Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonInfo:
    """One whom the hearing concerns; whoever only joined an announced hearing has no right with days."""

    public_id: UUID
    name: str = field(repr=False)
    is_applicant: bool
    told_on: date | None
    right: HearingRight | None
    answered_on: date | None
    said: str = field(repr=False)
    signature: Signature | None
    remark: str = field(repr=False)

    @property
    def part(self) -> str:
        """As what they take part."""
        return "申请人" if self.is_applicant else "利害关系人"

    @property
    def may_answer(self) -> bool:
        """Whether there is a right that was not used yet, or can be taken back."""
        return self.right is not None

    @property
    def asked(self) -> bool:
        """Whether they want the hearing."""
        return self.right is not None and self.right.use is RightUse.ASKED


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingInfo:
    """One hearing with everybody it concerns."""

    public_id: UUID
    case: UUID
    application: UUID
    application_number: str
    item_name: str
    body_code: str
    body_name: str
    applicant_masked: str
    cause: Cause
    reason: str = field(repr=False)
    state: HearingState
    hold_by: date | None
    on: date | None
    at: str
    place: str = field(repr=False)
    presider: UUID | None
    presider_name: str
    examiner: UUID | None
    examiner_name: str
    in_public: bool
    closed_because: str = field(repr=False)
    challenge: Challenge
    challenged_by: str = field(repr=False)
    challenge_reason: str = field(repr=False)
    challenge_answer: str = field(repr=False)
    clerk: str
    examined: str = field(repr=False)
    argued: str = field(repr=False)
    record: str
    ending: str = field(repr=False)
    persons: tuple[PersonInfo, ...]
    version: int

    @property
    def open(self) -> bool:
        """True until there is a record, or none is wanted any more."""
        return self.state in OPEN

    @property
    def rights(self) -> tuple[HearingRight, ...]:
        """The rights that were told."""
        return tuple(one.right for one in self.persons if one.right)

    @property
    def ask_by(self) -> date | None:
        """The last day on which anybody may still ask, whoever it is."""
        return max((right.ask_by for right in self.rights), default=None)

    @property
    def applicant(self) -> PersonInfo:
        """The applicant's own row."""
        return next(one for one in self.persons if one.is_applicant)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What is announced to the public of a hearing: nobody's name, and no number that leads to one."""

    item_name: str
    body_name: str
    on: date | None
    at: str
    place: str
    in_public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncedPage:
    """A page of them, and the mark of the next."""

    rows: tuple[Announced, ...]
    next: str | None
