"""The hearing ends with its record, signed by those who took part; or it is not held. The clock goes on.

Source: 行政许可法 48(1)(四)(五) (evidence, argument, record), 48(2) (decided on the record), 45.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.core.lifecycle import IN_REVIEW, HearingAction, calling_off_obstacles, closing_obstacles
from onething.modules.handling.api import Case
from onething.modules.hearings import notices
from onething.modules.hearings.domain.decisions import Heard, Minutes, decide_minutes, named, words
from onething.modules.hearings.domain.terms import Cause, Challenge
from onething.modules.hearings.errors import HearingRefused
from onething.modules.hearings.models import Hearing, HearingPerson
from onething.modules.hearings.storing import case_of, follow, lock_hearing, rights_of
from onething.modules.papers.api import PaperInfo
from onething.platform.clock import legal_day
from onething.platform.permissions import Action, Actor

HELD = "听证已经举行，形成{}。根据听证笔录作出决定"
NOT_SUMMONED = "还没有通知听证的时间、地点，不能形成笔录。"
REPLACE_FIRST = "主持人已经决定回避。请先另行指定主持人，重新通知。"


@transaction.atomic
def close(*, hearing: UUID, given: Minutes, version: int, actor: Actor, now: datetime) -> PaperInfo:
    """Keep what was said and how everybody stands to it; one paper, on which the case is decided."""
    row = lock_hearing(hearing, action=Action.HEARING_HOLD, actor=actor, version=version)
    persons = list(row.persons.order_by("pk"))
    if row.on is None:
        raise HearingRefused({"": NOT_SUMMONED})
    said = [given.heard.get(person.public_id) for person in persons]
    gaps = decide_minutes(given, persons=[person.public_id for person in persons])
    gaps |= named(
        "",
        closing_obstacles(
            held_on=row.on,
            on=legal_day(now),
            challenged=row.challenge == Challenge.OPEN,
            signed=[bool(one and one.signature) for one in said],
        ),
    )
    if row.challenge == Challenge.UPHELD:
        gaps[""] = REPLACE_FIRST
    if gaps:
        raise HearingRefused(gaps)
    _keep(row, given, persons)
    paper = notices.record(row, persons, case_of(row), actor=actor, now=now)
    row.record = paper.number
    follow(row, HearingAction.CLOSE, outcome=HELD.format(f"{paper.title}（{paper.number}）"), actor=actor, now=now)
    return paper


@transaction.atomic
def call_off(*, hearing: UUID, reason: str, version: int, actor: Actor, now: datetime) -> tuple[PaperInfo, ...]:
    """No hearing is held, because nobody wants it any more or the case has ended; who was called to it is told."""
    row = lock_hearing(hearing, action=Action.HEARING_HOLD, actor=actor, version=version)
    case = case_of(row)
    obstacles = calling_off_obstacles(
        rights_of(row),
        prescribed=row.cause == Cause.PRESCRIBED,
        ended=case.state not in IN_REVIEW,
        on=legal_day(now),
    )
    if gaps := words(reason, "ending", "不再举行的原因") | named("", obstacles):
        raise HearingRefused(gaps)
    return not_held(row, case, reason=reason, actor=actor, now=now)


def not_held(row: Hearing, case: Case, *, reason: str, actor: Actor, now: datetime) -> tuple[PaperInfo, ...]:
    """The hearing is off, by hand or because its case has ended; a paper to each who was called to it or asked for it."""
    row.ending = reason.strip()
    papers = notices.called_off(row, list(row.persons.order_by("pk")), case, actor=actor, now=now)
    follow(row, HearingAction.CALL_OFF, outcome=row.ending, actor=actor, now=now)
    return papers


def _keep(row: Hearing, given: Minutes, persons: list[HearingPerson]) -> None:
    row.clerk, row.examined, row.argued = given.clerk.strip(), given.examined.strip(), given.argued.strip()
    for person in persons:
        _write(person, given.heard[person.public_id])
    HearingPerson.objects.bulk_update(persons, ["said", "signature", "remark"])


def _write(person: HearingPerson, heard: Heard) -> None:
    person.said, person.remark = heard.said.strip(), heard.remark.strip()
    person.signature = heard.signature.value if heard.signature else ""
