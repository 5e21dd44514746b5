"""Somebody who was told asks for the hearing, or gives it up: on the page, at a window, or on paper, which the desk records.

Source: 行政许可法 47: within five working days of being told; whoever asks pays nothing.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from onething.core.lifecycle import HearingAction, HearingState, RightUse, asking_obstacles, last_day_to_hold
from onething.modules.handling.api import calendar_for, info_of
from onething.modules.hearings.domain.decisions import Gaps, named
from onething.modules.hearings.domain.terms import OPEN
from onething.modules.hearings.errors import HearingNotFound, HearingRefused
from onething.modules.hearings.models import Hearing, HearingPerson
from onething.modules.hearings.storing import case_of, follow, lock_hearing, right_of
from onething.platform.clock import legal_day
from onething.platform.permissions import Action, Actor

NO_RIGHT = "这一位没有听证申请可以放弃，或者听证已经结束。"
NOT_TOLD = "告知过听证权利的人里没有这个姓名或者名称。请照证件逐字核对；没有告知过的，请联系办理部门。"
NO_USE = "没有选是要求听证还是放弃。请选一项。"
WRONG_DAY = "收到的日期要在告知以后、今天以前。请照“2026-01-05”的样子写。"


@transaction.atomic
def ask(*, hearing: UUID, version: int, actor: Actor, now: datetime) -> None:
    """The applicant asks for the hearing."""
    row = lock_hearing(hearing, action=Action.HEARING_ASK, actor=actor, version=version)
    _ask(row, _applicant(row), legal_day(now), actor=actor, now=now)


@transaction.atomic
def waive(*, hearing: UUID, version: int, actor: Actor, now: datetime) -> None:
    """The applicant gives it up, or takes the request back."""
    row = lock_hearing(hearing, action=Action.HEARING_ASK, actor=actor, version=version)
    _waive(row, _applicant(row), legal_day(now), actor=actor, now=now)


@transaction.atomic
def record_answer(
    *, hearing: UUID, person: UUID, use: RightUse, received_on: date | None, version: int, actor: Actor, now: datetime
) -> None:
    """What came on paper or was said at the desk, with the day on which it came."""
    row = lock_hearing(hearing, action=Action.HEARING_HOLD, actor=actor, version=version)
    found = row.persons.filter(public_id=person).first()
    if found is None:
        raise HearingNotFound
    if received_on is None or received_on > legal_day(now) or (found.told_on and received_on < found.told_on):
        raise HearingRefused({"received_on": WRONG_DAY})
    act = _ask if use is RightUse.ASKED else _waive
    act(row, found, received_on, actor=actor, now=now)


@transaction.atomic
def receive(
    *, hearing: UUID, name: str, use: RightUse | None, version: int | None, actor: Actor, now: datetime
) -> None:
    """Somebody came to a window of the site with a document; found by its name alone, for the clerk reads no list of people."""
    row = lock_hearing(hearing, action=Action.HEARING_RECEIVE, actor=actor, version=version)
    person = next((one for one in row.persons.order_by("pk") if one.ask_by and one.name == name.strip()), None)
    gaps = {"name": NOT_TOLD} if person is None else {}
    if use not in {RightUse.ASKED, RightUse.WAIVED}:
        gaps["use"] = NO_USE
    if gaps or person is None:
        raise HearingRefused(gaps)
    act = _ask if use is RightUse.ASKED else _waive
    act(row, person, legal_day(now), actor=actor, now=now)


def _ask(row: Hearing, person: HearingPerson, on: date, *, actor: Actor, now: datetime) -> None:
    _check(named("", asking_obstacles(HearingState.of(row.state), right_of(person), on=on)))
    _answer(person, RightUse.ASKED, on)
    day = last_day_to_hold(on, calendar=calendar_for(info_of(case_of(row))))
    row.hold_by = min(day, row.hold_by or day)
    follow(row, HearingAction.ASK, on=on, actor=actor, now=now)


def _waive(row: Hearing, person: HearingPerson, on: date, *, actor: Actor, now: datetime) -> None:
    right = right_of(person)
    _check({"": NO_RIGHT} if right is None or right.use is RightUse.WAIVED or row.state not in OPEN else {})
    _answer(person, RightUse.WAIVED, on)
    follow(row, HearingAction.WAIVE, actor=actor, now=now)


def _answer(person: HearingPerson, use: RightUse, on: date) -> None:
    person.use, person.answered_on = use.value, on
    person.save(update_fields=["use", "answered_on"])


def _applicant(row: Hearing) -> HearingPerson:
    return row.persons.get(is_applicant=True)


def _check(gaps: Gaps) -> None:
    if gaps:
        raise HearingRefused(gaps)
