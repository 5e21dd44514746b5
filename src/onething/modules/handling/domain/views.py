"""What handling shows other rooms: frozen values without personal data, except where the name says so."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from onething.core.definitions import Basis
from onething.core.lifecycle import CaseAction, CaseState, Extension, RenewalRule
from onething.core.states import Labelled
from onething.modules.handling.domain.cases import CaseFile
from onething.modules.handling.domain.redating import MovedDay
from onething.modules.handling.domain.standing import Standstill


class Tab(Labelled):
    """The lists people work from; the first four at a body's desk, the others at a window."""

    TO_REVIEW = "to-review", "待审查"
    MINE = "mine", "我经办"
    DUE_SOON = "due-soon", "临期"
    DONE = "done", "已办结"
    TO_ACCEPT = "to-accept", "待受理"
    CORRECTING = "correcting", "待补正"
    TO_HAND_OVER = "to-hand-over", "待出件"
    HANDLED = "handled", "已办"


RECALLED = "决定已撤回"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseInfo:
    """One case as lists, timelines and other departments see it."""

    public_id: UUID
    number: str
    application: UUID
    application_number: str
    bundle: str
    bundle_version: str
    bundle_name: str
    key: str
    item: str
    licensing: bool
    title: str
    body_code: str
    body_name: str
    applicant_masked: str
    channel: str
    state: CaseState
    filed_at: datetime
    opened_on: date | None
    accepted_on: date | None
    due_on: date | None
    closed_at: datetime | None
    planned_opens_on: date
    planned_on: date
    waits_for: tuple[str, ...]
    accepted_ahead: bool
    awaits_correction: bool
    deemed: bool
    granted: bool
    pauses: tuple[str, ...] = ()
    standstills: tuple[Standstill, ...] = ()
    extended: tuple[str, ...] = ()
    officer: UUID | None
    result_name: str
    result_kind: str
    delivery_mode: str
    version: int
    calendar_version: str = ""
    provisional: bool = False  # `due_on` lies in a year whose holidays are not announced; it is counted anew then
    valid_until: date | None = None
    renews: UUID | None = None
    renews_until: date | None = None
    site_code: str = ""
    file: CaseFile = field(repr=False)
    """The log in short, for what is counted over all cases of an application."""

    @property
    def lapsed(self) -> bool:
        """True when it ended because nothing was corrected in time."""
        return self._ended_by(CaseAction.LAPSE)

    @property
    def recalled(self) -> bool:
        """True when a lawful grant was taken back."""
        return self._ended_by(CaseAction.RECALL)

    @property
    def acceptance_revoked(self) -> bool:
        """True when it ended because what was promised did not come (撤销受理)."""
        return self._ended_by(CaseAction.REVOKE_ACCEPTANCE)

    @property
    def owes(self) -> tuple[str, ...]:
        """The keys of the materials that were to follow and have not come yet (容缺)."""
        return tuple(self.file.log.deferred)

    @property
    def state_label(self) -> str:
        """The state in words; a lawful grant that was taken back was recalled (撤回, 行政许可法 8.2), not revoked (69)."""
        return RECALLED if self.recalled else self.state.label

    def _ended_by(self, action: CaseAction) -> bool:
        return self.file.last is not None and self.file.last.action is action


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskLoad:
    """How much stands at a desk and how much of it is due soon, counted no further than a cap; until when is soon."""

    to_review: int
    due_soon: int
    soon: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UpstreamResult:
    """A result of an earlier case that this one received as material (由前一事项的结果自动取得); it falls with its decision."""

    material: str
    name: str
    number: str = field(repr=False)
    item: str
    body: str
    at: datetime
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One line of a case's log; the papers that came of it name it by `id`."""

    id: UUID
    at: datetime
    what: str
    who: str
    ground: str
    kind: str = ""
    moved: tuple[MovedDay, ...] = ()
    """Of a recount: the last days that moved."""
    by_rule: bool = False
    """No officer decided this."""
    clock: str = ""
    """What it did to the legal clock, where the log of one case is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """A case opened for work: what it rests on, what it received, and what was written and decided."""

    info: CaseInfo
    bases: tuple[Basis, ...]
    review_points: tuple[str, ...]
    statutory_label: str
    promised_label: str
    statutory_on: date | None
    extension: Extension | None
    """How far the law lets the limit be lengthened, and by whom."""
    limit_law: str
    of_service: bool
    """Its body is a public service provider: what it does rests on a law or on its own published rule."""
    redress: tuple[tuple[str, str], ...]
    """Where people turn against what the body does: labels and what its papers will say."""
    upstream: tuple[UpstreamResult, ...]
    correction: tuple[str, ...]
    opinion: str = field(repr=False)
    ground: str
    result_number: str = field(repr=False)
    must_wait_for: tuple[str, ...]
    fallen: tuple[str, ...]
    """On whose results it opened, and which do not stand any more."""
    renewal: RenewalRule | None
    """Until when the licence is to be continued by the law of its filing; None where nothing is licensed."""
    hearing: Basis | None
    """The law that prescribes a hearing, as far as the region knows."""
