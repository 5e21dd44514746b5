"""Reading and locking the rows of a session, and its moves."""

import json
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from onething.core.states import IllegalMove
from onething.modules.handling.api import hold_cases, note_cases
from onething.modules.joint_sessions.domain.terms import NOTED, SESSION, SessionAction, SessionKind, SessionState
from onething.modules.joint_sessions.errors import SessionNotFound, SessionRefused
from onething.modules.joint_sessions.models import JointSession, SessionClaim, SessionPart
from onething.platform.permissions import Action, Actor, allowed

CHANGED = "这次安排刚刚被别人改过，您的操作没有保存。请看最新情况，再决定是否重做。"
NOT_FREE = "有人刚刚约走了其中一位工作人员的这个时间，没有保存。请换时间，或者换人。"


def lock_session(public_id: UUID, *, action: Action, actor: Actor, version: int | None) -> JointSession:
    """The session, locked after its cases; SessionNotFound unless the actor may, SessionRefused when it changed meanwhile."""
    seen = JointSession.objects.filter(public_id=public_id).first()
    if seen is None or not allowed(actor, action, seen):
        raise SessionNotFound
    row = lock_again(seen)
    check_version(row.row_version, version)
    return row


def lock_part(public_id: UUID, *, actor: Actor, version: int | None) -> tuple[JointSession, SessionPart]:
    """The part with its session, locked, for an officer of its body."""
    part = SessionPart.objects.select_related("session").filter(public_id=public_id).first()
    if part is None or not allowed(actor, Action.JOINT_CONCLUDE, part):
        raise SessionNotFound
    session = lock_again(part.session)
    part.refresh_from_db()
    check_version(part.row_version, version)
    return session, part


def lock_again(seen: JointSession) -> JointSession:
    """The session as it is now, locked after its cases."""
    hold_cases(seen.application)
    return JointSession.objects.select_for_update().get(pk=seen.pk)


def check_version(held: int, seen: int | None) -> None:
    """SessionRefused when the page was made of an earlier state."""
    if seen is not None and held != seen:
        raise SessionRefused({"": CHANGED})


def follow(row: JointSession, action: SessionAction) -> None:
    """Move the session; SessionRefused names what is possible."""
    try:
        row.state = SESSION.follow(SessionState.of(row.state), action).value
    except IllegalMove as refused:
        raise SessionRefused({"": str(refused)}) from refused


def save_session(row: JointSession) -> None:
    """Write what changed under the lock."""
    row.row_version += 1
    row.save()


def claim(row: JointSession, participants: Collection[UUID]) -> None:
    """Keep this half day free for everybody who comes; the database has the last word."""
    claims = [SessionClaim(session=row, participant=who, on=row.on, slot=row.slot) for who in set(participants)]
    try:
        with transaction.atomic():
            SessionClaim.objects.bulk_create(claims)
    except IntegrityError as error:
        raise SessionRefused({"on": NOT_FREE}) from error


def release(row: JointSession, *, but: Collection[UUID] = ()) -> None:
    """The time is free again, `but` for those who come all the same."""
    SessionClaim.objects.filter(session=row).exclude(participant__in=but).delete()


def coming(row: JointSession) -> list[SessionPart]:
    """The shares without those whose case ended before anything was found."""
    return list(row.parts.filter(left_on=None).order_by("pk"))


def note(
    row: JointSession, parts: Collection[SessionPart], kind: str, *, actor: Actor, now: datetime
) -> tuple[UUID, ...]:
    """A line in the log of each of these cases."""
    return note_cases(
        application=row.application,
        cases=[part.case for part in parts],
        kind=f"{NOTED[SessionKind.of(row.kind)]}_{kind}",
        payload={"session": str(row.public_id), "on": row.on.isoformat(), "slot": row.slot},
        actor=actor,
        now=now,
    )


def faults_text(faults: Collection[tuple[str, str]]) -> str:
    """Pairs of point and fault, as they are kept."""
    return json.dumps([list(pair) for pair in faults], ensure_ascii=False) if faults else ""


def read_faults(text: str) -> tuple[tuple[str, str], ...]:
    """The pairs back."""
    return tuple((point, fault) for point, fault in json.loads(text)) if text else ()
