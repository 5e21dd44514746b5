"""Reactions inside the transaction: nothing is decided, and no clock goes on, past a hearing."""

from onething.core.lifecycle import Ground, HearingState, deciding_obstacles
from onething.modules.handling.api import CaseDecided, MoveRefused, StopEnded
from onething.modules.hearings.domain.terms import OPEN
from onething.modules.hearings.models import Hearing
from onething.modules.hearings.storing import rights_of
from onething.platform.clock import legal_day

LEAD = "请到“听证”页面办理。"
BY_HEARING = f"听证还没有结束，计时随听证笔录恢复。{LEAD}"


def when_decided(event: CaseDecided) -> None:
    """MoveRefused while the right to a hearing runs, or one is open (行政许可法 47, 48(2))."""
    if not event.accompanied:
        return
    row = Hearing.objects.filter(case=event.case, state__in=OPEN).first()
    if row is None:
        return
    obstacles = deciding_obstacles(HearingState.of(row.state), rights_of(row), on=legal_day(event.at))
    if said := "；".join(obstacles):
        raise MoveRefused({"": f"{said}。{LEAD}"})


def when_stop_ended(event: StopEnded) -> None:
    """MoveRefused when an officer ends by hand what the hearing ends by its record."""
    if event.ground is Ground.HEARING and Hearing.objects.filter(case=event.case, state__in=OPEN).exists():
        raise MoveRefused({"": BY_HEARING})
