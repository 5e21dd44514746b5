"""A hearing: the desk tells the applicant and a neighbour of their right; the applicant asks, it is held, and recorded."""

from onething.core.calendar import working_day_after
from onething.core.definitions import ItemType
from onething.modules.handling.api import Case, calendar_for, info_of
from onething.modules.hearings.api import (
    Cause,
    Day,
    Heard,
    HearingInfo,
    Minutes,
    Signature,
    ask,
    close,
    hearings_of,
    summon,
    tell,
)
from onething.modules.identity.api import officers_of
from onething.platform.clock import legal_day
from onething.project.city.acts import Scene, at_desk, reviewed

NEIGHBOUR = "欧阳邻（演示）"
INTEREST = "餐饮场所排放油烟，影响相邻住户通风、休息。"
PLACE = "禾丰市政务服务中心三楼听证室（演示）"
AHEAD = 7  # working days from the notice to the hearing
EXAMINED = "场所布局和设施符合条件。依据是平面图和油烟净化设备的检测报告。"
SAID = {True: "油烟净化设备已经安装，每月清洗一次，愿意加高排烟管道。", False: "排烟口离窗户太近，要求改道或者加高。"}
ARGUED = "相邻住户对检测报告的日期提出质疑，申请人当场出示了原件。"
CLERK = "记录员（演示）"


def tell_of_right(scene: Scene) -> None:
    """The first licence at a desk where somebody else could preside concerns a neighbour."""
    case = next(
        case for case in at_desk(scene) if case.item_type == ItemType.LICENSING and len(_staff(case, scene)) > 1
    )
    actor = scene.officer(case)
    reviewed(scene, case, actor)
    tell(
        case=case.public_id, cause=Cause.INTERESTS, reason=INTEREST, others=(NEIGHBOUR,), actor=actor, now=scene.now
    )  # fmt: skip


def ask_for_it(scene: Scene) -> None:
    """The applicant wants to be heard."""
    found = _hearing(scene)
    ask(hearing=found.public_id, version=found.version, actor=scene.applicant(), now=scene.now)


def name_the_day(scene: Scene) -> None:
    """Time, place, and a colleague who did not examine the case."""
    found, case = _hearing(scene), _case(scene)
    examiner = scene.officer(case).account
    others = [one.account for one in officers_of(case.body_code, on=legal_day(scene.now)) if one.account != examiner]
    on = working_day_after(calendar_for(info_of(case)), day=legal_day(scene.now), count=AHEAD)
    given = Day(on=on, at="9:30", place=PLACE, presider=others[0], examiner=examiner, in_public=True)
    summon(hearing=found.public_id, given=given, version=found.version, actor=scene.officer(case), now=scene.now)


def hold(scene: Scene) -> None:
    """Both come; the applicant signs, the neighbour too."""
    found = _hearing(scene)
    heard = {
        one.public_id: Heard(said=SAID[one.is_applicant], signature=Signature.SIGNED) for one in found.persons
    }  # fmt: skip
    given = Minutes(clerk=CLERK, examined=EXAMINED, argued=ARGUED, heard=heard)
    close(
        hearing=found.public_id, given=given, version=found.version, actor=scene.officer(_case(scene)), now=scene.now
    )  # fmt: skip


def _hearing(scene: Scene) -> HearingInfo:
    return hearings_of(application=scene.application.public_id, actor=scene.applicant())[-1]


def _case(scene: Scene) -> Case:
    return Case.objects.get(public_id=_hearing(scene).case)


def _staff(case: Case, scene: Scene) -> list[str]:
    return list(scene.company.rota.officers[case.body_code])
