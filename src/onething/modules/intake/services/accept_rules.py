"""Go on with a draft under the definitions that apply now, after its owner saw what they change."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.modules.intake.access import access_draft
from onething.modules.intake.queries import reading_of
from onething.platform.permissions import Actor


@transaction.atomic
def accept_rules(*, draft: UUID, version: str, actor: Actor, now: datetime) -> bool:
    """Take note that this version was seen; False when another one applies by now, which has to be seen first."""
    row = access_draft(draft, actor=actor, now=now, lock=True)
    if reading_of(row, now=now).source.version != version:
        return False
    row.bundle_version = version
    row.save(update_fields=["bundle_version"])
    return True
