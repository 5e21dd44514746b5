"""The papers of a hearing: to everybody whom it concerns one of their own, to all the announcement, and the record.

What is addressed to somebody else than the applicant belongs to nobody's account; the desk prints and serves it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from onething.core.lifecycle import HEARING_APPLICATION, RightUse
from onething.modules.handling.api import Case, is_licensing, issue_in_name_of
from onething.modules.hearings.domain.decisions import Heard, signed_words
from onething.modules.hearings.domain.terms import Cause, Signature
from onething.modules.hearings.models import Hearing, HearingPerson
from onething.modules.papers.api import (
    Contents,
    HeardPerson,
    HearingAnnouncement,
    HearingCalledOff,
    HearingRecord,
    HearingRightNotice,
    HearingSummons,
    PaperInfo,
)
from onething.platform.permissions import Actor

ONLINE = "登录后在“我的办件”里打开这份申请提出，也可以到本机关书面提出"
IN_WRITING = "到本机关书面提出"


def rights(
    row: Hearing, persons: Sequence[HearingPerson], case: Case, *, actor: Actor, now: datetime
) -> tuple[PaperInfo, ...]:
    """听证权利告知书, one for each."""
    return tuple(
        _to(
            person,
            case,
            HearingRightNotice(
                applied_by=case.applicant,
                reason=row.reason,
                ask_by=person.ask_by,
                within=HEARING_APPLICATION.span.label,
                way=ONLINE if person.is_applicant else IN_WRITING,
                interested=not person.is_applicant,
                licensing=is_licensing(case),
            ),
            actor=actor,
            now=now,
        )
        for person in persons
        if person.ask_by
    )


def announcement(row: Hearing, case: Case, *, postponed: str, actor: Actor, now: datetime) -> PaperInfo:
    """听证公告."""
    contents = HearingAnnouncement(**_day(row, case, postponed))
    return issue_in_name_of(case, contents, case=case, actor=actor, now=now)


def summons(
    row: Hearing, persons: Sequence[HearingPerson], case: Case, *, postponed: str, actor: Actor, now: datetime
) -> tuple[PaperInfo, ...]:
    """听证通知书, one for each."""
    contents = HearingSummons(**_day(row, case, postponed))
    return tuple(_to(person, case, contents, actor=actor, now=now) for person in persons)


def called_off(
    row: Hearing, persons: Sequence[HearingPerson], case: Case, *, actor: Actor, now: datetime
) -> tuple[PaperInfo, ...]:
    """取消听证通知书, to everybody who was called to it, or had asked for it and still waits."""
    contents = HearingCalledOff(
        applied_by=case.applicant,
        reason=row.ending,
        held_on=row.on,
        at=row.at if row.on else "",
        place=row.place if row.on else "",
        licensing=is_licensing(case),
    )
    waiting = [one for one in persons if row.on or one.use == RightUse.ASKED]
    return tuple(_to(one, case, contents, actor=actor, now=now) for one in waiting)


def record(row: Hearing, persons: Sequence[HearingPerson], case: Case, *, actor: Actor, now: datetime) -> PaperInfo:
    """听证笔录."""
    contents = HearingRecord(
        applied_by=case.applicant,
        held_on=row.on,
        at=row.at,
        place=row.place,
        presider=row.presider_name,
        examiner=row.examiner_name,
        clerk=row.clerk,
        in_public=row.in_public,
        examined=row.examined,
        argued=row.argued,
        persons=tuple(_heard(person) for person in persons),
        licensing=is_licensing(case),
    )
    return issue_in_name_of(case, contents, case=case, actor=actor, now=now)


def _day(row: Hearing, case: Case, postponed: str) -> dict[str, Any]:
    return {
        "applied_by": case.applicant,
        "article": Cause.of(row.cause).article,
        "reason": row.reason,
        "held_on": row.on,
        "at": row.at,
        "place": row.place,
        "presider": row.presider_name,
        "examiner": row.examiner_name,
        "in_public": row.in_public,
        "closed_because": row.closed_because,
        "postponed": postponed,
        "licensing": is_licensing(case),
    }


def _heard(person: HearingPerson) -> HeardPerson:
    heard = Heard(said=person.said, signature=Signature.of(person.signature), remark=person.remark)
    part = "申请人" if person.is_applicant else "利害关系人"
    return HeardPerson(name=person.name, part=part, said=person.said, signature=signed_words(heard))


def _to(person: HearingPerson, case: Case, contents: Contents, *, actor: Actor, now: datetime) -> PaperInfo:
    to = None if person.is_applicant else (person.name, person.public_id)
    return issue_in_name_of(case, contents, case=case, actor=actor, now=now, to=to)
