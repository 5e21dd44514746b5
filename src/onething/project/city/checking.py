"""Officers look at what was granted on a pledge, and are not content."""

from onething.core.calendar import working_day_after
from onething.modules.handling.api import Case, calendar_for, info_of, record_finding
from onething.modules.pledge.api import CheckAction, Finding, checks_of
from onething.platform.clock import legal_day
from onething.project.city.acts import Scene

FOUND, DEMAND = "后门上锁，疏散通道堆放杂物", "换成推杠锁，清走杂物"
TIME_TO_PUT_RIGHT = 5


def look(scene: Scene) -> None:
    """Order to put it right, within the time that whoever pledged was told."""
    for check in checks_of(scene.application.public_id):
        if not check.to_do:
            continue
        case = Case.objects.get(public_id=check.case)
        until = working_day_after(calendar_for(info_of(case)), day=legal_day(scene.now), count=TIME_TO_PUT_RIGHT)
        given = Finding(action=CheckAction.ORDER, finding=FOUND, demand=DEMAND, until=until)
        record_finding(
            check=check.public_id, given=given, files=(), version=None, actor=scene.officer(case), now=scene.now
        )
