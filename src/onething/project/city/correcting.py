"""One notice with everything that is wrong, and the applicant's one answer to it."""

from onething.core.lifecycle import CaseState
from onething.modules.handling.api import (
    Defect,
    ask_correction,
    attach_correction,
    cases_of,
    correction_of,
    save_correction,
    supply_correction,
)
from onething.modules.intake.api import TargetKind, application_of, form_of, is_own_writing
from onething.project.city.acts import Scene
from onething.project.city.filling import SAMPLE

PURPOSE = "核对材料"
UNREADABLE, AGAIN = "拍得不清楚，看不出号码", "请在光线好的地方重新拍照或扫描，四角完整"
DIFFERENT, CHECK = "与证件不一致", "请对照证件重新填写"
MOST = 2


def ask(scene: Scene) -> None:
    """The clerk names one thing written and, where something was handed in, one document."""
    filing, clerk = scene.application, scene.clerk()
    ask_correction(application=filing.public_id, defects=_defects(scene), actor=clerk, now=scene.now)


def supply(scene: Scene) -> None:
    """The applicant writes it again, hands it in again, and sends it off."""
    application, filer = scene.application.public_id, scene.filer()
    notice = correction_of(application, actor=filer)
    written = {entry.key: entry.value for entry in form_of(application, actor=filer, purpose=PURPOSE, now=scene.now)}
    values = {target.key: written[target.key] for target in notice.targets if target.kind is TargetKind.FIELD}
    save_correction(application=application, values=values, actor=filer, now=scene.now)
    for target in notice.targets:
        if target.kind is TargetKind.MATERIAL:
            attach_correction(
                application=application,
                material=target.key,
                name=f"{target.label}（重拍）.pdf",
                content=SAMPLE,
                actor=filer,
                now=scene.now,
            )
    supply_correction(application=application, actor=filer, now=scene.now)


def _defects(scene: Scene) -> list[Defect]:
    """Of the cases that are received; where these asked for nothing, of those that still wait for them."""
    cases = cases_of(application=scene.application.public_id, actor=scene.clerk())
    states = (CaseState.RECEIVED, CaseState.WAITING)
    found = (_defects_of({case.key for case in cases if case.state is state}, scene) for state in states)
    return next(filter(None, found), [])


def _defects_of(cases: set[str], scene: Scene) -> list[Defect]:
    application, clerk = scene.application.public_id, scene.clerk()
    form = form_of(application, actor=clerk, purpose=PURPOSE, now=scene.now)
    handed_in = [one for one in application_of(application, actor=clerk).materials if one.files]
    found = [
        Defect(case=key, target=one.key, target_name=one.name, problem=UNREADABLE, remedy=AGAIN)
        for one in handed_in[:1]
        for key in one.needed_by
        if key in cases
    ]
    written = [entry for entry in form if is_own_writing(entry) and cases & set(entry.items)]
    return found + [
        Defect(case=key, target=entry.key, target_name=entry.label, problem=DIFFERENT, remedy=CHECK)
        for entry in written[:1]
        for key in entry.items
        if key in cases
    ]
