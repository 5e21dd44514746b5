"""An officer stops the clock for a stated ground, tells when it takes longer, and ends it: each told to the applicant in writing.

Source: 行政许可法 45 (special procedures A to H, the time needed is told); suspensions name the law they rest on.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from onething.core.lifecycle import GROUNDS, CaseAction, Ground, GroundKind, Pause
from onething.modules.handling import procedure_notices as notices
from onething.modules.handling.definitions import calendar_of
from onething.modules.handling.docket import Docket, file_of, load_docket_of
from onething.modules.handling.domain.standing import (
    Standstill,
    Stop,
    decide_prolonging,
    decide_stop,
    read_standstills,
)
from onething.modules.handling.domain.writing import decide_words
from onething.modules.handling.errors import MoveRefused
from onething.modules.handling.events import StopEnded
from onething.modules.handling.models import Case
from onething.modules.handling.services.settle import about_case, settle
from onething.modules.papers.api import PaperInfo
from onething.platform.events import Event
from onething.platform.outbox.api import step
from onething.platform.permissions import Action, Actor

NOT_STANDING = "这一项没有在进行，可能已经有人结束。请刷新页面看最新情况。"


@step()
def stop_clock(*, case: UUID, version: int, stop: Stop, actor: Actor, now: datetime) -> PaperInfo:
    """Start a special procedure or suspend; what else needs it waits with this case."""
    docket, row = load_docket_of(case=case, action=Action.CASE_REVIEW, version=version, actor=actor, now=now)
    if gaps := decide_stop(stop):
        raise MoveRefused(gaps)
    row.officer = row.officer or actor.account
    return stand_still(docket, [row], stop)[0]


@step()
def tell_more_time(*, case: UUID, version: int, stop: Stop, actor: Actor, now: datetime) -> PaperInfo:
    """What was told does not suffice: how much longer it takes, from today, and why; the clock goes on standing still."""
    docket, row = load_docket_of(case=case, action=Action.CASE_REVIEW, version=version, actor=actor, now=now)
    standing = _standing(row, stop.ground)
    calendar = calendar_of(row)
    if gaps := decide_prolonging(stop, standing, on=docket.day, calendar=calendar):
        raise MoveRefused(gaps)
    document = stop.document.strip()[:100]
    docket.move(row, CaseAction.PROLONG_SPECIAL, detail=Pause(stop.ground, stop.expected), document=document)
    settle(docket)
    return notices.stopped(docket, row, stop, told_before=standing.until(calendar) if standing else None)


def stand_still(docket: Docket, rows: Sequence[Case], stop: Stop, *, on: date | None = None) -> tuple[PaperInfo, ...]:
    """These clocks stand still from today or the day `on`, and the applicant is told of each case."""
    special = GROUNDS[stop.ground].kind is GroundKind.SPECIAL
    for row in rows:
        docket.move(
            row,
            CaseAction.START_SPECIAL if special else CaseAction.SUSPEND,
            ground=stop.law.citation if stop.law else "",
            detail=Pause(stop.ground, stop.expected if special else None),
            document=stop.document.strip()[:100],
            on=on,
        )
    settle(docket)
    return tuple(notices.stopped(docket, row, stop) for row in rows)


@step()
def end_stop(*, case: UUID, version: int, ground: Ground, outcome: str, actor: Actor, now: datetime) -> PaperInfo:
    """This ground is over; time counts again from the next day when no other is left."""
    docket, row = load_docket_of(case=case, action=Action.CASE_REVIEW, version=version, actor=actor, now=now)
    gaps = decide_words(outcome, "outcome", "结果")
    if not stands_still(row, ground):
        gaps[""] = NOT_STANDING
    if gaps:
        raise MoveRefused(gaps)
    told = StopEnded(**about_case(docket, row), ground=ground)
    return go_on(docket, [row], ground, outcome, *((told,) if row.accompanied else ()))[0]


def stands_still(row: Case, ground: Ground) -> bool:
    """Whether the case's clock stands still for this ground."""
    return _standing(row, ground) is not None


def _standing(row: Case, ground: Ground) -> Standstill | None:
    return next((one for one in read_standstills(file_of(row).entries) if one.ground is ground), None)


def go_on(docket: Docket, rows: Sequence[Case], ground: Ground, outcome: str, *events: Event) -> tuple[PaperInfo, ...]:
    """This ground is over in these cases; the applicant is told each new last day, or what is still waited for."""
    over = [(row, _end(docket, row, ground)) for row in rows]
    settle(docket, *events)
    return tuple(notices.resumed(docket, row, ended, outcome=outcome) for row, ended in over)


def _end(docket: Docket, row: Case, ground: Ground) -> Standstill:
    standing = read_standstills(file_of(row).entries)
    last = len(standing) == 1
    docket.move(row, CaseAction.RESUME if last else CaseAction.END_SPECIAL, detail=Pause(ground))
    return next(one for one in standing if one.ground is ground)
