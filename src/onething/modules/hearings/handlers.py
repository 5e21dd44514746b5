"""Reactions inside the transaction: nothing is decided, and no clock goes on, past a hearing."""

from django.db.models import F

from onething.core.lifecycle import Ground, HearingState, deciding_obstacles
from onething.modules.handling.api import BodySucceeded, CaseDecided, CaseEnded, MoveRefused, StopEnded
from onething.modules.hearings.domain.terms import OPEN
from onething.modules.hearings.models import Hearing
from onething.modules.hearings.services.conclude import not_held
from onething.modules.hearings.storing import case_of, rights_of, was_held
from onething.platform.clock import legal_day

LEAD = "请到“听证”页面办理。"
PRESCRIBED = "{}规定，作出决定以前应当公告并举行听证（行政许可法第四十六条），现在还没有听证笔录。" + LEAD
CASE_ENDED = "这个事项的办理已经结束（{}）"
BY_HEARING = f"听证还没有结束，计时随听证笔录恢复。{LEAD}"


def when_decided(event: CaseDecided) -> None:
    """MoveRefused while the right to a hearing runs, one is open, or one that the law prescribes was not held (行政许可法 46 to 48)."""
    if not (event.accompanied or event.hearing):
        return
    row = Hearing.objects.filter(case=event.case, state__in=OPEN).first()
    rights = rights_of(row) if row else ()
    obstacles = deciding_obstacles(HearingState.of(row.state), rights, on=legal_day(event.at)) if row else ()
    if said := "；".join(obstacles):
        raise MoveRefused({"": f"{said}。{LEAD}"})
    if event.hearing and not was_held(event.case):
        raise MoveRefused({"": PRESCRIBED.format(event.hearing)})


def when_ended(event: CaseEnded) -> None:
    """Nothing is left to hear; the step that ended the case holds it locked."""
    row = Hearing.objects.select_for_update().filter(case=event.case, state__in=OPEN).first()
    if row:
        not_held(row, case_of(row), reason=CASE_ENDED.format(event.state.label), actor=event.actor, now=event.at)


def when_stop_ended(event: StopEnded) -> None:
    """MoveRefused when an officer ends by hand what the hearing ends by its record."""
    if event.ground is Ground.HEARING and Hearing.objects.filter(case=event.case, state__in=OPEN).exists():
        raise MoveRefused({"": BY_HEARING})


def when_succeeded(event: BodySucceeded) -> None:
    """The successor holds what was not held yet, and keeps the record of what was."""
    Hearing.objects.filter(case=event.case).update(
        body_code=event.body_code, body_name=event.body_name, row_version=F("row_version") + 1
    )
