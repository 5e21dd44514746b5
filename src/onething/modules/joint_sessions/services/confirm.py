"""The applicant says that the time suits, or which would; the window may say so for somebody without the portal."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.modules.joint_sessions.clocks import go_on_without
from onething.modules.joint_sessions.domain.decisions import decide_reason
from onething.modules.joint_sessions.domain.terms import SessionAction
from onething.modules.joint_sessions.errors import SessionRefused
from onething.modules.joint_sessions.services.hold import await_day
from onething.modules.joint_sessions.storing import coming, follow, lock_session, note, release, save_session
from onething.platform.permissions import Action, Actor, Role


@transaction.atomic
def confirm(*, session: UUID, version: int, actor: Actor, now: datetime) -> None:
    """Somebody will be there."""
    row = lock_session(session, action=Action.JOINT_CONFIRM, actor=actor, version=version)
    follow(row, SessionAction.CONFIRM)
    row.confirmed_at, row.confirmed_by_window = now, actor.role is Role.WINDOW_CLERK
    save_session(row)
    note(row, coming(row), SessionAction.CONFIRM, actor=actor, now=now)
    await_day(row)


@transaction.atomic
def decline(*, session: UUID, reason: str, version: int, actor: Actor, now: datetime) -> None:
    """The time does not suit; the half day is free again, the window looks for another."""
    row = lock_session(session, action=Action.JOINT_CONFIRM, actor=actor, version=version)
    if gaps := decide_reason(reason):
        raise SessionRefused(gaps)
    follow(row, SessionAction.DECLINE)
    row.reason, row.confirmed_at = reason.strip(), None
    save_session(row)
    release(row)
    note(row, coming(row), SessionAction.DECLINE, actor=actor, now=now)
    go_on_without(row, SessionAction.DECLINE, now=now)
