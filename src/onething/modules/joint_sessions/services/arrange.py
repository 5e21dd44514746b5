"""The window makes the appointment, moves it with a reason, notes that nobody came, or takes it back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from onething.modules.handling.api import Case, hold_cases
from onething.modules.identity.api import Officer, officers_of
from onething.modules.joint_sessions.clocks import go_on_without
from onething.modules.joint_sessions.domain.decisions import (
    Appointment,
    Gaps,
    decide_appointment,
    decide_reason,
    decide_time,
)
from onething.modules.joint_sessions.domain.terms import OPEN, SESSION, SessionAction, TimeSlot
from onething.modules.joint_sessions.domain.views import Proposal
from onething.modules.joint_sessions.errors import SessionRefused
from onething.modules.joint_sessions.models import JointSession, SessionClaim, SessionPart
from onething.modules.joint_sessions.queries import arrangeable, proposal_for
from onething.modules.joint_sessions.storing import claim, coming, follow, lock_session, note, release, save_session
from onething.modules.joint_sessions.telling import tell_of_session
from onething.modules.notify.api import MessageKind
from onething.platform.clock import legal_day
from onething.platform.permissions import Action, Actor

NO_POST = "选的人已经不在{}的岗位上。请另选一位。"
NOBODY = "没有选参加的事项。请至少选一项。"
ALREADY = "“{}”已经约了一次，还没有结论。请在那一次上改期，或者先取消。"
ARRANGED = "arranged"
TOO_EARLY = "还没有到约定的日期，不能登记没有到场。"


@transaction.atomic
def arrange(*, application: UUID, given: Appointment, actor: Actor, now: datetime, follows: UUID | None = None) -> UUID:
    """Make the appointment; SessionRefused with everything that is missing or does not fit."""
    proposal = proposal_for(application, actor=actor, now=now, follows=follows)
    given = replace(given, kind=proposal.kind or given.kind)
    chosen = [case for case in proposal.cases if case.public_id in given.points]
    hold_cases(application)
    rows = {row.public_id: row for row in arrangeable(application, actor)}
    gaps = _gaps(proposal, given, [rows[case.public_id] for case in chosen], today=legal_day(now))
    if gaps or given.on is None:
        raise SessionRefused(gaps)
    session = _session(rows[chosen[0].public_id], given, on=given.on)
    session.follows = JointSession.objects.get(public_id=follows) if follows else None
    session.save()
    officers = {one.account: one for found in proposal.officers.values() for one in found}
    parts = [_part(session, rows[case.public_id], given, officers) for case in chosen]
    SessionPart.objects.bulk_create(parts)
    claim(session, [part.participant for part in parts])
    note(session, parts, ARRANGED, actor=actor, now=now)
    tell_of_session(session, MessageKind.MEETING, now=now)
    return session.public_id


@transaction.atomic
def reschedule(
    *,
    session: UUID,
    on: date | None,
    slot: TimeSlot,
    reason: str,
    version: int,
    actor: Actor,
    now: datetime,
    participants: Mapping[str, UUID],
) -> None:
    """Another time, or another person (account by body), for a stated reason; the applicant is asked anew."""
    row = lock_session(session, action=Action.JOINT_ARRANGE, actor=actor, version=version)
    parts = coming(row)
    calendar = proposal_for(row.application, actor=actor, now=now).calendar
    gaps = _send_others(parts, participants, today=legal_day(now)) | decide_reason(reason)
    release(row)
    busy = _busy(parts_names(parts), on, slot)
    gaps |= decide_time(on, today=legal_day(now), calendar=calendar, busy=busy, slot=slot)
    if gaps or on is None:
        raise SessionRefused(gaps)
    follow(row, SessionAction.RESCHEDULE)
    row.on, row.slot, row.reason, row.confirmed_at = on, slot.value, reason.strip(), None
    save_session(row)
    SessionPart.objects.bulk_update(parts, ["participant", "participant_name"])
    claim(row, [part.participant for part in parts])
    note(row, parts, SessionAction.RESCHEDULE, actor=actor, now=now)
    go_on_without(row, SessionAction.RESCHEDULE, now=now)
    tell_of_session(row, MessageKind.MEETING, now=now)


@transaction.atomic
def note_absence(*, session: UUID, reason: str, version: int, actor: Actor, now: datetime) -> None:
    """Nobody was there for the applicant: no conclusion, another time has to be found."""
    row = lock_session(session, action=Action.JOINT_ARRANGE, actor=actor, version=version)
    gaps = decide_reason(reason)
    if legal_day(now) < row.on:
        gaps[""] = TOO_EARLY
    _end(row, SessionAction.MISS, reason, gaps, actor=actor, now=now)


@transaction.atomic
def cancel(*, session: UUID, reason: str, version: int, actor: Actor, now: datetime) -> None:
    """The session is not wanted any more."""
    row = lock_session(session, action=Action.JOINT_ARRANGE, actor=actor, version=version)
    _end(row, SessionAction.CANCEL, reason, decide_reason(reason), actor=actor, now=now)
    tell_of_session(row, MessageKind.MEETING_OFF, now=now)


def _send_others(parts: Sequence[SessionPart], participants: Mapping[str, UUID], *, today: date) -> Gaps:
    """Who is named comes instead of who was to come; a gap for whoever holds no post there."""
    gaps: Gaps = {}
    for part in parts:
        who = participants.get(part.body_code, part.participant)
        if who == part.participant:
            continue
        names = {one.account: one.name for one in officers_of(part.body_code, on=today)}
        if who in names:
            part.participant, part.participant_name = who, names[who]
        else:
            gaps[f"who-{part.body_code}"] = NO_POST.format(part.body_name)
    return gaps


def _end(row: JointSession, action: SessionAction, reason: str, gaps: Gaps, *, actor: Actor, now: datetime) -> None:
    if gaps:
        raise SessionRefused(gaps)
    follow(row, action)
    row.reason = reason.strip()
    save_session(row)
    release(row)
    note(row, coming(row), action, actor=actor, now=now)
    go_on_without(row, action, now=now)


def _gaps(proposal: Proposal, given: Appointment, rows: Sequence[Case], *, today: date) -> Gaps:
    if not rows:
        return {"cases": NOBODY}
    bodies = {row.body_code: row.body_name for row in rows}
    staff = {code: [one.account for one in found] for code, found in proposal.officers.items()}
    names = {one.account: one.name for found in proposal.officers.values() for one in found}
    coming = {who: names.get(who, "") for code, who in given.participants.items() if code in bodies}
    gaps = decide_time(
        given.on, today=today, calendar=proposal.calendar, busy=_busy(coming, given.on, given.slot), slot=given.slot
    )
    for row in _engaged(rows):
        gaps["cases"] = ALREADY.format(row.title)
    return gaps | decide_appointment(given, bodies=bodies, staff=staff)


def _engaged(rows: Sequence[Case]) -> list[Case]:
    open_states = [state.value for state in OPEN]
    taken = SessionPart.objects.filter(case__in=[row.public_id for row in rows], session__state__in=open_states)
    cases = set(taken.filter(left_on=None).values_list("case", flat=True))
    return [row for row in rows if row.public_id in cases]


def _busy(coming: dict[UUID, str], on: date | None, slot: TimeSlot) -> Collection[str]:
    taken = SessionClaim.objects.filter(participant__in=coming, on=on, slot=slot.value) if on else ()
    return {coming[one.participant] for one in taken}


def parts_names(parts: Sequence[SessionPart]) -> dict[UUID, str]:
    """Who comes, by account."""
    return {part.participant: part.participant_name for part in parts}


def _session(row: Case, given: Appointment, *, on: date) -> JointSession:
    return JointSession(
        application=row.application_ref,
        application_number=row.application_number,
        bundle=row.bundle,
        bundle_name=row.bundle_name,
        applicant_masked=row.applicant_masked,
        owner=row.owner,
        site_code=row.site_code,
        region_path=row.region_path,
        kind=given.kind.value,
        state=SESSION.start.value,
        on=on,
        slot=given.slot.value,
        place=given.place.strip(),
        bring=given.bring.strip(),
    )


def _part(session: JointSession, row: Case, given: Appointment, officers: dict[UUID, Officer]) -> SessionPart:
    who = officers[given.participants[row.body_code]]
    return SessionPart(
        session=session,
        case=row.public_id,
        item_name=row.title,
        body_code=row.body_code,
        body_name=row.body_name,
        bundle=row.bundle,
        owner=row.owner,
        site_code=row.site_code,
        region_path=row.region_path,
        points=list(given.points[row.public_id]),
        participant=who.account,
        participant_name=who.name,
    )
