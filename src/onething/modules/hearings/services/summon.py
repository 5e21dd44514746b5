"""The body names time, place and who presides; whoever presides may be challenged, and the head decides about it.

Source: 行政许可法 48(1)(一) (seven days before), (二) (in public), (三) (presiding, 回避).
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.core.lifecycle import HearingAction, HearingState
from onething.modules.handling.api import calendar_for, examiners_of, info_of, may_answer
from onething.modules.hearings import notices
from onething.modules.hearings.domain.decisions import Day, decide_day, words
from onething.modules.hearings.domain.terms import ANNOUNCED, Challenge
from onething.modules.hearings.errors import HearingNotFound, HearingRefused
from onething.modules.hearings.models import Hearing
from onething.modules.hearings.storing import case_of, follow, lock_hearing, note, save
from onething.modules.identity.api import officers_of
from onething.modules.papers.api import PaperInfo
from onething.platform.clock import legal_day
from onething.platform.permissions import Action, Actor

NO_DAY = "还没有通知时间和主持人，或者听证已经结束，不能申请回避。"
ONE_AT_A_TIME = "已经有一份回避申请还没有决定。请先等决定。"
NOTHING_OPEN = "没有等待决定的回避申请，可能已经有人决定。请刷新页面。"
NOT_ONESELF = "不能决定自己的回避。请由负责人，或者他书面指定的另一位代行人决定。"


@transaction.atomic
def summon(*, hearing: UUID, given: Day, version: int, actor: Actor, now: datetime) -> tuple[PaperInfo, ...]:
    """Tell everybody when and where; a second time with the reason why the former day is not kept."""
    row = lock_hearing(hearing, action=Action.HEARING_HOLD, actor=actor, version=version)
    case, today = case_of(row), legal_day(now)
    postponed = row.state == HearingState.SUMMONED
    names = {one.account: one.name for one in officers_of(row.body_code, on=today)}
    gaps = decide_day(
        given,
        noticed_on=today,
        hold_by=row.hold_by,
        postponed=postponed,
        staff=names,
        examiners=examiners_of(case),
        stepped_aside=row.stepped_aside,
        calendar=calendar_for(info_of(case)),
    )
    if gaps:
        raise HearingRefused(gaps)
    _write(row, given, names)
    persons = list(row.persons.order_by("pk"))
    follow(row, HearingAction.SUMMON, actor=actor, now=now)
    why = given.reason.strip() if postponed else ""
    told = (notices.announcement(row, case, postponed=why, actor=actor, now=now),) if _announced(row) else ()
    return (*told, *notices.summons(row, persons, case, postponed=why, actor=actor, now=now))


@transaction.atomic
def challenge(*, hearing: UUID, reason: str, version: int, actor: Actor, now: datetime) -> None:
    """The applicant asks that somebody else preside (申请回避)."""
    row = lock_hearing(hearing, action=Action.HEARING_ASK, actor=actor, version=version)
    _challenge(row, row.persons.get(is_applicant=True).name, reason, actor=actor, now=now)


@transaction.atomic
def record_challenge(*, hearing: UUID, person: UUID, reason: str, version: int, actor: Actor, now: datetime) -> None:
    """The same on paper, from anybody whom it concerns."""
    row = lock_hearing(hearing, action=Action.HEARING_HOLD, actor=actor, version=version)
    found = row.persons.filter(public_id=person).first()
    if found is None:
        raise HearingNotFound
    _challenge(row, found.name, reason, actor=actor, now=now)


@transaction.atomic
def answer_challenge(*, hearing: UUID, upheld: bool, answer: str, version: int, actor: Actor, now: datetime) -> None:
    """The head, or who stands in, decides; who steps aside presides no more, and a new notice names somebody else."""
    row = lock_hearing(hearing, action=Action.CASE_READ, actor=actor, version=version)
    if not may_answer(actor, case_of(row), by_government=False, on=legal_day(now)):
        raise HearingNotFound
    gaps = words(answer, "answer", "决定的理由")
    if row.challenge != Challenge.OPEN:
        gaps = {"": NOTHING_OPEN}
    elif actor.account == row.presider:
        gaps = {"": NOT_ONESELF}
    if gaps:
        raise HearingRefused(gaps)
    row.challenge = (Challenge.UPHELD if upheld else Challenge.REJECTED).value
    row.challenge_answer = answer.strip()
    if upheld:
        row.stepped_aside = [*row.stepped_aside, str(row.presider)]
    save(row)
    note(row, "hearing_stepped_aside" if upheld else "hearing_stays", actor=actor, now=now)


def _challenge(row: Hearing, name: str, reason: str, *, actor: Actor, now: datetime) -> None:
    gaps = words(reason, "challenge", "申请回避的理由")
    if row.state != HearingState.SUMMONED:
        gaps = {"": NO_DAY}
    elif row.challenge == Challenge.OPEN:
        gaps = {"": ONE_AT_A_TIME}
    if gaps:
        raise HearingRefused(gaps)
    row.challenge, row.challenge_answer = Challenge.OPEN.value, ""
    row.challenged_by, row.challenge_reason = name, reason.strip()
    save(row)
    note(row, "hearing_challenged", actor=actor, now=now)


def _write(row: Hearing, given: Day, names: dict[UUID, str]) -> None:
    row.on, row.at, row.place = given.on, given.at, given.place.strip()
    if given.presider != row.presider:
        row.challenge = Challenge.NONE.value  # it was about somebody else
    row.presider, row.examiner = given.presider, given.examiner
    row.presider_name = names[given.presider] if given.presider else ""
    row.examiner_name = names[given.examiner] if given.examiner else ""
    row.in_public, row.closed_because = given.in_public, "" if given.in_public else given.closed_because.strip()


def _announced(row: Hearing) -> bool:
    """行政许可法 46: what the organ holds by itself is announced; 48: an open hearing may be visited."""
    return row.in_public or row.cause in ANNOUNCED
