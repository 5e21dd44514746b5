"""The papers of a session: the order to put right, by the department that gave it, and the record of all conclusions."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from onething.modules.handling.api import Case, issue_in_name_of
from onething.modules.joint_sessions.domain.decisions import clock_words
from onething.modules.joint_sessions.domain.terms import SessionKind, TimeSlot, Verdict
from onething.modules.joint_sessions.models import JointSession, SessionPart
from onething.modules.joint_sessions.storing import read_faults
from onething.modules.papers.api import (
    AcceptanceRecord,
    Finding,
    PaperInfo,
    RectificationOrder,
    ReviewRecord,
    SessionRecord,
)
from onething.platform.permissions import Actor

RECORDS: Mapping[SessionKind, type[SessionRecord]] = MappingProxyType(
    {
        SessionKind.SURVEY: SessionRecord,
        SessionKind.ACCEPTANCE: AcceptanceRecord,
        SessionKind.REVIEW: ReviewRecord,
    }
)
Lines = tuple[UUID, ...]
"""Of case logs: what a paper came of."""
PHOTOS_STAY = "照片 {} 张，随办件保存。"


def rectification(
    session: JointSession, part: SessionPart, case: Case, *, lines: Lines, actor: Actor, now: datetime
) -> PaperInfo:
    """What is wrong, how it is put right, until when, and that only this will be looked at again."""
    contents = RectificationOrder(
        held_on=session.on,
        kind=SessionKind.of(session.kind).label,
        place=session.place,
        points=_findings(part),
        until=part.until,
        present=tuple(part.present),
    )
    return issue_in_name_of(case, contents, case=case, actor=actor, now=now, lines=lines)


def record(
    session: JointSession, parts: Sequence[SessionPart], *, lines: Lines, actor: Actor, now: datetime
) -> PaperInfo:
    """One paper of the lead department with the conclusion of everybody, each signed by name."""
    cases = Case.objects.filter(public_id__in=[part.case for part in parts]).order_by("place")
    lead = next((case for case in cases if case.body_code == case.lead_code), cases[0])
    kind = SessionKind.of(session.kind)
    contents = RECORDS[kind](
        kind=kind.label,
        recheck=session.follows_id is not None,
        held_on=session.on,
        slot=TimeSlot.of(session.slot).label,
        place=session.place,
        clock=clock_words(kind),
        findings=tuple(finding for part in parts for finding in _findings(part)),
    )
    return issue_in_name_of(lead, contents, actor=actor, now=now, lines=lines, told=cases)


def _findings(part: SessionPart) -> tuple[Finding, ...]:
    faults = dict(read_faults(part.faults))
    photos = part.photos.count()
    lines = tuple(f"{point}：{faults[point]}" for point in part.points if point in faults)
    return (
        Finding(
            body_name=part.body_name,
            item=part.item_name,
            points=tuple(part.points),
            verdict=Verdict.of(part.verdict).label,
            faults=lines,
            remark="".join(filter(None, (part.remark, PHOTOS_STAY.format(photos) if photos else ""))),
            until=part.until,
            present=tuple(part.present),
        ),
    )
