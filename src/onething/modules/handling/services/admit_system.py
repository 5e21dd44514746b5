"""Who speaks for a body: its own system, by a signature made a moment ago; and the files it may fetch."""

from datetime import datetime
from uuid import UUID

from onething.modules.exchange.api import is_signed
from onething.modules.handling.connectors.configured import department_of
from onething.modules.handling.errors import CaseNotFound
from onething.modules.handling.models import Transfer
from onething.modules.handling.queries import find_case
from onething.modules.handling.services.hand_over import PURPOSE, system_actor
from onething.modules.intake.api import open_file
from onething.platform.files.api import KeptFile


def is_from_system(
    body_code: str, *, message_id: str, timestamp: str, signature: str, body: bytes, now: datetime
) -> bool:
    """Whether the system of this body sent this; a body without a connector has no secrets, so nobody speaks for it."""
    return is_signed(
        secrets=department_of(body_code).secrets,
        message_id=message_id,
        timestamp=timestamp,
        signature=signature,
        body=body,
        now=now,
    )


def file_for_system(body_code: str, *, case: UUID, file: UUID, now: datetime) -> tuple[KeptFile, bytes]:
    """A file of a case that was handed over to this system; its reading is in the access log."""
    actor = system_actor(body_code)
    row = find_case(case, actor=actor)
    if not Transfer.objects.filter(case=row).exists():
        raise CaseNotFound
    return open_file(row.application_ref, file=file, actor=actor, purpose=PURPOSE, now=now, items=(row.key,))
