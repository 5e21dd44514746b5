"""What intake tells the rooms above it, inside the transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from onething.core.planning import Plan
from onething.modules.intake.domain.renewal import Renewal
from onething.platform.events import Event
from onething.platform.permissions import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftGone(Event):
    """A draft that was shown to the window was submitted or wiped: what was said of it goes too."""

    draft: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationSubmitted(Event):
    """An application was submitted; its plan says which cases to open. `row` is its bigint for foreign keys.

    `promised` holds by material in which way it is promised instead of handed in. `applicant` is the one value that must not be written down other than encrypted.
    """

    application: UUID
    row: int
    number: str
    plan: Plan
    owner: UUID
    applicant: str = field(repr=False)
    applicant_masked: str
    region_code: str
    region_path: str
    site_code: str
    channel: str
    delivery_mode: str
    promised: Mapping[str, str] = field(default_factory=dict)
    renews: Renewal | None = None
    actor: Actor
    at: datetime
