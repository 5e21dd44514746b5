"""What is less usual at a desk: a body's own system, a special procedure, and what only the head may allow."""

from django.test.utils import override_settings

from onething.channels.desk.case_page import open_case
from onething.channels.desk.rekeying import PURPOSE, points_of
from onething.core.calendar import Span, Unit
from onething.core.lifecycle import CaseAction, Ground
from onething.modules.handling.api import (
    ApprovalState,
    Case,
    Stop,
    Wish,
    approvals_of,
    approve,
    ask_approval,
    ask_joint_extension,
    finish_rekeying,
    save_ticks,
    stop_clock,
)
from onething.project.city.acts import Scene, accept, at_desk, reviewed

TESTING = "车辆的综合性能要由检测机构检测。"
TEN_DAYS = Span(amount=20, unit=Unit.WORKING_DAY)
FIVE_DAYS = Span(amount=10, unit=Unit.WORKING_DAY)
FIFTEEN_DAYS = Span(amount=30, unit=Unit.WORKING_DAY)
JOINT_REASON = "几个部门要一起复核改动后的图纸，四十五个工作日内办不完。"
MORE_TIME = "经营场所的布局有改动，需要重新核对图纸，期限内办不完。"
NUMBER_THERE = "SBK2026{:06}"


def accept_there(scene: Scene) -> None:
    """The window accepts, and bodies that have their own systems find the case there."""
    with override_settings(DEPARTMENT_SYSTEMS=scene.company.systems):
        accept(scene)


def key_half(scene: Scene) -> None:
    """Somebody began to key the case in."""
    for case, needed in _to_key_in(scene):
        save_ticks(
            case=case.public_id, needed=needed, ticked=needed[: len(needed) // 2], version=case.row_version,
            actor=scene.officer(case), now=scene.now,
        )  # fmt: skip


def key_in(scene: Scene) -> None:
    """Everything was keyed in; its result is still to come."""
    for case, needed in _to_key_in(scene):
        finish_rekeying(
            case=case.public_id, needed=needed, ticked=needed, version=case.row_version,
            number_there=NUMBER_THERE.format(scene.story.number), actor=scene.officer(case), now=scene.now,
        )  # fmt: skip


def start_special(scene: Scene) -> None:
    """Testing takes its own time, which does not count."""
    case = at_desk(scene)[0]
    actor = scene.officer(case)
    version = reviewed(scene, case, actor)
    stop = Stop(ground=Ground.TESTING, reason=TESTING, expected=TEN_DAYS)
    stop_clock(case=case.public_id, version=version, stop=stop, actor=actor, now=scene.now)


def ask_longer(scene: Scene) -> None:
    """The officer of the first case at a desk asks the head for more time."""
    case = at_desk(scene)[0]
    actor = scene.officer(case)
    version = reviewed(scene, case, actor)
    wish = Wish(action=CaseAction.EXTEND, reason=MORE_TIME, by=FIVE_DAYS)
    ask_approval(case=case.public_id, version=version, wish=wish, actor=actor, now=scene.now)


def ask_joint_longer(scene: Scene) -> None:
    """The body in charge asks the government for more time for all licences together."""
    case = next(case for case in at_desk(scene) if case.body_code == case.lead_code)
    wish = Wish(action=CaseAction.EXTEND, reason=JOINT_REASON, by=FIFTEEN_DAYS, joint=True)
    actor = scene.officer(case)
    ask_joint_extension(case=case.public_id, version=case.row_version, wish=wish, actor=actor, now=scene.now)


def approve_all(scene: Scene) -> None:
    """The head says yes to what was asked."""
    for case in at_desk(scene):
        if case.body_code in scene.company.rota.heads:
            head = scene.head(case)
            for asked in approvals_of(case.public_id, actor=head):
                if asked.approval.state is ApprovalState.OPEN:
                    approve(approval=asked.approval.public_id, actor=head, now=scene.now)


def _to_key_in(scene: Scene) -> list[tuple[Case, list[str]]]:
    """The cases that are keyed in elsewhere, each with the points of its panel; none where every body works at the desk."""
    found = []
    with override_settings(DEPARTMENT_SYSTEMS=scene.company.systems):
        for case in at_desk(scene):
            opened = open_case(case.public_id, actor=scene.officer(case), now=scene.now, purpose=PURPOSE)
            if opened.transfer:
                found.append((case, [point["key"] for section in points_of(opened) for point in section["points"]]))
    return found
