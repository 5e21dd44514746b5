"""Wipe drafts: by the person, or after their time. Nothing of them is left but the access log."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.modules.intake.access import access_draft
from onething.modules.intake.domain.content import read_content
from onething.modules.intake.models import Draft
from onething.modules.intake.showing import tell_if_shown
from onething.platform.files.api import drop_files
from onething.platform.outbox.api import MOST_AT_ONCE, one_by_one, resting
from onething.platform.permissions import Actor

DUTY = "wipe expired drafts"


@transaction.atomic
def discard_draft(*, draft: UUID, actor: Actor, now: datetime) -> None:
    """Wipe one's own draft and its files."""
    _wipe(access_draft(draft, actor=actor, now=now, lock=True))


def wipe_expired_drafts(now: datetime) -> int:
    """Wipe drafts whose time is over; returns how many. Several workers may do it at once."""
    expired = Draft.objects.filter(expires_at__lte=now).exclude(public_id__in=resting(DUTY, now=now)).order_by("id")
    drafts = list(expired.values_list("public_id", flat=True)[:MOST_AT_ONCE])
    return one_by_one(drafts, _wipe_if_there, duty=DUTY, now=now)


@transaction.atomic
def _wipe_if_there(draft: UUID) -> bool:
    row = Draft.objects.select_for_update().filter(public_id=draft).first()
    if row is not None:
        _wipe(row)
    return row is not None


def _wipe(row: Draft) -> None:
    files = [UUID(upload.id) for upload in read_content(row.content).all_files()]
    if files:
        drop_files(files)
    row.delete()
    tell_if_shown(row)
