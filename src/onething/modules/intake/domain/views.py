"""What intake shows other rooms: frozen values; personal data only where the name says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from onething.core.planning import Plan
from onething.modules.identity.api import RegisteredEnterprise
from onething.modules.intake.domain.content import Upload
from onething.modules.intake.domain.corrections import CorrectionTarget, Gathered
from onething.modules.intake.domain.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class OnBehalf:
    """The person for whom a clerk files, as registered from the document shown at the window; or a system, by consent.

    With an enterprise, the enterprise applies, as its licence shows, and the person is its handler (经办人).
    """

    person: UUID
    name: str
    id_number: str
    phone: str
    enterprise: RegisteredEnterprise | None = None
    consent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftInfo:
    """A draft in a list."""

    public_id: UUID
    bundle: str
    title: str
    channel: str
    saved_at: datetime
    expires_at: datetime
    shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """A draft opened for filling."""

    info: DraftInfo
    answers: dict[str, str]
    leave_out: frozenset[str]
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationInfo:
    """An application without personal data but the masked name."""

    public_id: UUID
    row: int
    number: str
    bundle: str
    title: str
    owner: UUID
    applicant_masked: str
    channel: str
    region_path: str
    site_code: str
    submitted_at: datetime
    promised_on: date
    finished_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialInfo:
    """One material of an application and the files handed in for it."""

    key: str
    material: str
    party: str
    name: str
    treatment: str
    exempt_by: str
    certainty: str
    from_item: str
    needed_by: tuple[str, ...]
    files: tuple[Upload, ...]
    supplied_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCopy:
    """What was handed in before and may serve again for the material `key` of a draft, if the person says so."""

    public_id: UUID
    key: str
    application: UUID
    title: str
    filed_on: date
    files: tuple[Upload, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationDetail:
    """An application with its plan and materials."""

    info: ApplicationInfo
    plan: Plan
    materials: tuple[MaterialInfo, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionInfo:
    """A correction notice as the applicant answers it, put together by handling; `gathered` is what is there so far.

    `asked_by` says of the key of each case which item it is, and of which body.
    """

    application: UUID
    number: str
    title: str
    targets: tuple[CorrectionTarget, ...]
    gathered: Gathered
    due_on: date | None
    term: str
    asked_by: Mapping[str, str] = field(default_factory=dict)

    @property
    def open(self) -> bool:
        """True while it can still be answered: then it asks for something."""
        return bool(self.targets)
