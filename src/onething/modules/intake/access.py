"""Rows that the actor may work with; everybody else is told the same as when there is no such row."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from onething.modules.intake.errors import NotFound
from onething.modules.intake.models import Application, Draft
from onething.modules.organisation.api import first_site_in
from onething.platform.logs.api import append_access
from onething.platform.permissions import Action, Actor, Role, visible


def access_draft(public_id: UUID, *, actor: Actor, now: datetime, lock: bool = False) -> Draft:
    """The draft, if it is the actor's to edit and not past its time."""
    rows = _drafts(public_id, actor, now)
    row = (rows.select_for_update() if lock else rows).first()
    if row is None:
        raise NotFound
    return row


def access_draft_to_submit(public_id: UUID, *, actor: Actor, now: datetime) -> tuple[Draft, str]:
    """The draft, locked, and the site where it is received: its own, or the first of its region when written online."""
    rows = _drafts(public_id, actor, now).annotate(first_site=first_site_in("region_path"))
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise NotFound
    return row, row.site_code or row.first_site or ""


def _drafts(public_id: UUID, actor: Actor, now: datetime) -> QuerySet[Draft]:
    return visible(actor, Action.DRAFT_EDIT, Draft.objects.filter(public_id=public_id, expires_at__gt=now))


def access_application(
    public_id: UUID, *, actor: Actor, action: Action = Action.APPLICATION_READ, lock: bool = False
) -> Application:
    """The application, if the actor may do this to it."""
    rows = visible(actor, action, Application.objects.filter(public_id=public_id))
    row = (rows.select_for_update() if lock else rows).first()
    if row is None:
        raise NotFound
    return row


def log_reading(
    row: Draft | Application, *, actor: Actor, purpose: str, now: datetime, fields: tuple[str, ...]
) -> None:
    """Put on record that somebody looked into a filing; one's own draft is one's own writing."""
    if isinstance(row, Draft) and actor.role is Role.CITIZEN and actor.acting_for is None:
        return
    append_access(
        actor=actor,
        at=now,
        subject_kind=row._meta.model_name or "",
        subject_id=row.public_id,
        data_of=row.owner,
        purpose=purpose,
        case_ref=row.public_id,
        fields=fields,
    )
