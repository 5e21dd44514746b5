"""Reads of joint sessions: of an application, of a body, of a site, and what a new one can be made of."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from onething.core.lifecycle import IN_REVIEW, UNDECIDED
from onething.modules.handling.api import Case, calendar_for, info_of
from onething.modules.identity.api import officers_of
from onething.modules.intake.api import plan_for_application
from onething.modules.joint_sessions.domain.terms import OPEN, SessionKind, SessionState, TimeSlot, Verdict
from onething.modules.joint_sessions.domain.views import PartInfo, PhotoInfo, Proposal, SessionInfo
from onething.modules.joint_sessions.errors import SessionNotFound
from onething.modules.joint_sessions.models import JointSession, SessionPart
from onething.modules.joint_sessions.storing import read_faults
from onething.platform.clock import legal_day
from onething.platform.database import Page, page_after
from onething.platform.files.api import KeptFile, read_file
from onething.platform.logs.api import append_access
from onething.platform.permissions import Action, Actor, Role, visible

PAGE_SIZE = 30
SUBJECT = "joint_session"
_OPEN = [state.value for state in OPEN]
_REVIEWED = [state.value for state in IN_REVIEW]


def reachable(actor: Actor, *, coming: bool = False) -> "QuerySet[JointSession]":
    """The sessions this actor may see: officers through the share of their body, others as their own or their site's.

    `coming` leaves out those to which the body does not go any more.
    """
    if actor.role is Role.APPROVER:
        parts = visible(actor, Action.CASE_READ, SessionPart.objects.filter(session=OuterRef("pk")))
        return JointSession.objects.filter(Exists(parts.filter(left_on=None) if coming else parts))
    return visible(actor, Action.CASE_READ, JointSession.objects.all())


def list_sessions(*, actor: Actor, done: bool, after: str | None = None) -> Page[JointSession]:
    """Those to come, the next first; or those that are over, the latest first. Two statements with the parts."""
    rows = reachable(actor, coming=not done).prefetch_related("parts__photos", "rechecks")
    if done:
        return page_after(rows.exclude(state__in=_OPEN), order=("-on", "-id"), after=after, size=PAGE_SIZE)
    return page_after(rows.filter(state__in=_OPEN), order=("on", "id"), after=after, size=PAGE_SIZE)


def sessions_of(*, application: UUID, actor: Actor) -> tuple[SessionInfo, ...]:
    """All sessions of an application that this actor may see, the latest last."""
    rows = reachable(actor).filter(application=application).prefetch_related("parts__photos", "rechecks")
    return tuple(session_info(row) for row in rows.order_by("id"))


def session_for(public_id: UUID, *, actor: Actor, now: datetime) -> SessionInfo:
    """One session opened for work, the look on the access log; SessionNotFound when it is not this actor's."""
    row = reachable(actor).filter(public_id=public_id).prefetch_related("parts__photos", "rechecks").first()
    if row is None:
        raise SessionNotFound
    _log_look(row, actor, now, fields=("place",))
    return session_info(row)


def open_photo(file: UUID, *, session: UUID, actor: Actor, now: datetime) -> tuple[KeptFile, bytes]:
    """A photo of a session that this actor may see, the look on the access log."""
    row = reachable(actor).filter(public_id=session, parts__photos__file=file).first()
    if row is None:
        raise SessionNotFound
    _log_look(row, actor, now, fields=(f"file:{file}",))
    return read_file(public_id=file)


def _log_look(row: JointSession, actor: Actor, now: datetime, *, fields: tuple[str, ...]) -> None:
    append_access(
        actor=actor, at=now, subject_kind=SUBJECT, subject_id=row.public_id, data_of=row.owner,
        purpose=SessionKind.of(row.kind).label, case_ref=row.application, fields=fields,
    )  # fmt: skip


def proposal_for(application: UUID, *, actor: Actor, now: datetime, follows: UUID | None = None) -> Proposal:
    """What the window can put into an appointment; a re-check takes the faults of the session it follows alone."""
    rows = list(arrangeable(application, actor))
    if not rows:
        raise SessionNotFound
    reviewed = [row for row in rows if row.state in _REVIEWED]
    earlier = _followed(application, actor, follows) if follows else None
    points = {row.public_id: tuple(row.review_points) for row in reviewed}
    if earlier:
        owed = {part.case: tuple(f"{point}：{fault}" for point, fault in part.faults) for part in earlier.to_recheck}
        points = {case: owed[case] for case in points if case in owed}
    cases = tuple(info_of(row) for row in reviewed if row.public_id in points)
    plan = plan_for_application(application)
    keys = {case.key for case in cases}
    visits = plan.schedule.visits if plan.schedule else ()
    waiting = tuple(row.title for row in rows if row.state in UNDECIDED and row.state not in _REVIEWED)
    return Proposal(
        application=application,
        calendar=calendar_for(info_of(rows[0])),
        visit=next((visit for visit in visits if keys & set(visit.items)), None),
        cases=cases,
        points=points,
        officers={code: officers_of(code, on=legal_day(now)) for code in dict.fromkeys(c.body_code for c in cases)},
        follows=earlier.public_id if earlier else None,
        kind=earlier.kind if earlier else None,
        place=earlier.place if earlier else "",
        waiting=() if earlier else waiting,
    )


def arrangeable(application: UUID, actor: Actor) -> "QuerySet[Case]":
    """The cases of the application for which this actor may make appointments, in the order of the plan."""
    cases = visible(actor, Action.JOINT_ARRANGE, Case.objects.filter(application_ref=application))
    return cases.order_by("place")


def session_info(row: JointSession) -> SessionInfo:
    """The rows as a frozen value; photos and re-checks were fetched with it."""
    return SessionInfo(
        public_id=row.public_id,
        application=row.application,
        application_number=row.application_number,
        bundle_name=row.bundle_name,
        applicant_masked=row.applicant_masked,
        kind=SessionKind.of(row.kind),
        state=SessionState.of(row.state),
        on=row.on,
        slot=TimeSlot.of(row.slot),
        place=row.place,
        bring=row.bring,
        reason=row.reason,
        confirmed_at=row.confirmed_at,
        confirmed_by_window=row.confirmed_by_window,
        is_recheck=row.follows_id is not None,
        rechecked=any(one.state != SessionState.CANCELLED for one in row.rechecks.all()),
        parts=tuple(_part(part) for part in sorted(row.parts.all(), key=lambda part: part.pk)),
        version=row.row_version,
    )


def _part(part: SessionPart) -> PartInfo:
    return PartInfo(
        public_id=part.public_id,
        case=part.case,
        item_name=part.item_name,
        body_code=part.body_code,
        body_name=part.body_name,
        participant_name=part.participant_name,
        points=tuple(part.points),
        verdict=Verdict.of(part.verdict) if part.verdict else None,
        faults=read_faults(part.faults),
        remark=part.remark,
        present=tuple(part.present),
        until=part.until,
        left_on=part.left_on,
        concluded_at=part.concluded_at,
        photos=tuple(PhotoInfo(file=photo.file, name=photo.name) for photo in part.photos.all()),
        version=part.row_version,
    )


def _followed(application: UUID, actor: Actor, follows: UUID) -> SessionInfo:
    earlier = next((one for one in sessions_of(application=application, actor=actor) if one.public_id == follows), None)
    if earlier is None or not earlier.to_recheck:
        raise SessionNotFound
    return earlier
