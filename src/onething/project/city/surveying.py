"""A joint survey: one appointment for all departments, confirmed by the applicant; of those that come, one is not content."""

from uuid import UUID

from onething.core.calendar import working_day_after
from onething.modules.handling.api import calendar_for, cases_of
from onething.modules.identity.api import Officer
from onething.modules.joint_sessions.api import (
    Appointment,
    Conclusion,
    PartInfo,
    Proposal,
    SessionInfo,
    SessionKind,
    TimeSlot,
    Verdict,
    arrange,
    conclude,
    confirm,
    proposal_for,
    sessions_of,
)
from onething.platform.clock import legal_day
from onething.platform.permissions import Actor
from onething.project.city.acts import Scene

AHEAD = 2  # working days from the appointment to the survey
TIME_TO_PUT_RIGHT = 8
PLACE = "禾丰市青禾区丰收大道（演示店址）"
BRING = "请负责人在场，准备好营业执照和平面图。"
NOT_CONTENT = "fire"
FAULT = "后门上了锁，疏散时打不开。请换成推杠锁，并保持门外通道畅通。"
COMPANION = "随行工作人员（演示）"


def arrange_for_all(scene: Scene) -> None:
    """The window makes the appointment, the applicant confirms it."""
    application, clerk = scene.application.public_id, scene.clerk()
    proposal = proposal_for(application, actor=clerk, now=scene.now)
    made = arrange(application=application, given=_appointment(scene, proposal), actor=clerk, now=scene.now)
    confirm(session=made, version=_session(scene).version, actor=scene.applicant(), now=scene.now)


def survey(scene: Scene) -> None:
    """All come; everybody passes what they saw, but for the fire brigade, which orders something to be put right."""
    for part in _session(scene).parts:
        conclude(
            part=part.public_id,
            given=_conclusion(scene, part),
            version=part.version,
            actor=_officer(scene, part),
            now=scene.now,
        )


def _appointment(scene: Scene, proposal: Proposal) -> Appointment:
    today = legal_day(scene.now)
    return Appointment(
        kind=SessionKind.SURVEY,
        on=working_day_after(proposal.calendar, day=today, count=AHEAD),
        slot=(TimeSlot.MORNING, TimeSlot.AFTERNOON)[scene.story.number % 2],
        place=PLACE,
        bring=BRING,
        participants={code: _who(found) for code, found in proposal.officers.items()},
        points=proposal.points,
    )


def _who(found: tuple[Officer, ...]) -> UUID:
    return found[0].account


def _session(scene: Scene) -> SessionInfo:
    return sessions_of(application=scene.application.public_id, actor=scene.clerk())[-1]


def _officer(scene: Scene, part: PartInfo) -> Actor:
    officers = scene.company.rota.officers[part.body_code]
    return scene.company.staff(officers[0], scene.now)


def _conclusion(scene: Scene, part: PartInfo) -> Conclusion:
    present = (part.participant_name, COMPANION)
    if part.body_code != NOT_CONTENT:
        return Conclusion(verdict=Verdict.PASS, present=present, faults={})
    case = next(
        one
        for one in cases_of(application=scene.application.public_id, actor=scene.clerk())
        if one.public_id == part.case
    )
    until = working_day_after(calendar_for(case), day=legal_day(scene.now), count=TIME_TO_PUT_RIGHT)
    return Conclusion(verdict=Verdict.RECTIFY, present=present, faults={0: FAULT}, until=until)
