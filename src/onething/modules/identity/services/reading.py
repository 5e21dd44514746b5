"""Note in the access log who read a person's or an enterprise's data, and for what."""

from datetime import datetime
from uuid import UUID

from onething.modules.identity.models import Enterprise, Person
from onething.platform.logs.api import append_access
from onething.platform.permissions import Actor


def log_reading(
    row: Person | Enterprise,
    actor: Actor,
    purpose: str,
    now: datetime,
    *,
    fields: tuple[str, ...],
    case_ref: UUID | None = None,
) -> None:
    """One row in the log; the subject is the row whose data it is."""
    append_access(
        actor=actor,
        at=now,
        subject_kind="enterprise" if isinstance(row, Enterprise) else "person",
        subject_id=row.public_id,
        data_of=row.public_id,
        purpose=purpose,
        case_ref=case_ref,
        fields=fields,
    )
