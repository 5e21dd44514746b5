"""What the one-screen case page shows: form, materials, checks, other departments, log, and what may be decided."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from onething.channels.design.case_words import DECIDABLE, deadline_words, remaining_words, state_words
from onething.channels.design.caused import by_line
from onething.channels.design.hearings import about_hearing, heard_of
from onething.channels.design.wording import channel_word
from onething.channels.desk.masking import shown_value
from onething.channels.desk.picture import draw_departments
from onething.channels.desk.steps import standing_words, steps_of
from onething.channels.desk.supervision import task_row
from onething.channels.desk.systems import transfer_words
from onething.core.definitions import ElementKind, ExemptBy
from onething.core.lifecycle import IN_REVIEW, CaseState
from onething.core.planning import Plan, PlannedMaterial
from onething.modules.handling.api import (
    LEFT,
    AskedApproval,
    CaseInfo,
    CaseView,
    JointDue,
    LeftToPerson,
    LogLine,
    ReportInfo,
    TransferInfo,
    UpstreamResult,
    approvals_of,
    calendar_for,
    case_for,
    cases_of,
    days_left,
    joint_due_of,
    left_to_person,
    log_of,
    next_case,
    suggest_result_number,
    suggested_validity,
    transfer_of,
)
from onething.modules.hearings.api import Cause, HearingInfo, hearings_of
from onething.modules.intake.api import (
    FiledField,
    MaterialInfo,
    Origin,
    Upload,
    form_for_items,
    materials_for_items,
    plan_for_application,
)
from onething.modules.notify.api import Told, last_told
from onething.modules.papers.api import PaperInfo, papers_of
from onething.modules.pledge.api import PromiseInfo, PromiseKind, is_item_pledge, promises_of
from onething.modules.supervision.api import TaskInfo, task_of
from onething.platform.clock import legal_day
from onething.platform.permissions import Actor

PURPOSE = "审查办件"
HANDED_ON = "supervision_sent"
UNMASKING = ("核对证件与表单是否一致", "联系申请人核实情况", "录入本部门业务系统")
OPINION = "经审查，申请材料齐全，符合法定条件，准予办理。"
BY = {
    ExemptBy.LICENCE: "电子证照免提交",
    ExemptBy.SHARED_DATA: "由数据共享核验，免提交",
    ExemptBy.UPSTREAM_RESULT: "由前一事项的结果自动取得",
    ExemptBy.GENERATED_FORM: "由一张表自动生成",
    ExemptBy.EARLIER_COPY: "以前交过的，免提交",
}
PROMISED: Mapping[str, Callable[[PromiseInfo], bool]] = {
    "容缺，交来以前不能准予": lambda one: one.kind is PromiseKind.DEFERRAL,
    "以告知承诺代替": lambda one: one.kind is PromiseKind.PLEDGE and not is_item_pledge(one.material),
    "已签署告知承诺书，准予以后核查": lambda one: is_item_pledge(one.material),
}


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case as its officer works on it; opening it is on the access log."""

    view: CaseView
    plan: Plan
    form: tuple[FiledField, ...]
    materials: tuple[MaterialInfo, ...]
    cases: tuple[CaseInfo, ...]
    papers: tuple[PaperInfo, ...]
    log: tuple[LogLine, ...]
    next: UUID | None
    transfer: tuple[TransferInfo, tuple[ReportInfo, ...]] | None
    approvals: tuple[AskedApproval, ...]
    promises: tuple[PromiseInfo, ...]
    joint: JointDue | None
    told: Told | None
    hearings: tuple[HearingInfo, ...]
    task: TaskInfo | None
    left: LeftToPerson | None


def open_case(case: UUID, *, actor: Actor, now: datetime, purpose: str = PURPOSE) -> OpenedCase:
    """Everything this officer needs, and no field or material that the item does not need."""
    view = case_for(case, actor=actor, purpose=purpose, now=now)
    info = view.info
    log = log_of(case, actor=actor)
    form = form_for_items(info.application, items=(info.key,), actor=actor, purpose=purpose, now=now)
    return OpenedCase(
        view=view,
        plan=plan_for_application(info.application),
        form=form,
        materials=materials_for_items(info.application, items=(info.key,)),
        cases=cases_of(application=info.application, actor=actor),
        papers=papers_of(application=info.application, actor=actor),
        log=log,
        next=next_case(actor=actor, now=now, but=case),
        transfer=transfer_of(info, actor=actor),
        approvals=approvals_of(case, actor=actor),
        promises=promises_of(info.application),
        joint=joint_due_of(info.application, actor=actor),
        told=last_told(info.application),
        hearings=_hearings(case, info.application, log, actor),
        task=task_of(case) if any(line.kind == HANDED_ON for line in log) else None,
        left=left_to_person(case, form=form, actor=actor) if any(line.kind == LEFT for line in log) else None,
    )


def _hearings(case: UUID, application: UUID, log: Sequence[LogLine], actor: Actor) -> tuple[HearingInfo, ...]:
    """Those of this case, the latest last; asked for only where the log tells of one."""
    if not heard_of(log):
        return ()
    return tuple(one for one in hearings_of(application=application, actor=actor) if one.case == case)


def about_case(opened: OpenedCase, *, now: datetime, unmasked: bool = False) -> dict[str, Any]:
    """The page."""
    info, today = opened.view.info, legal_day(now)
    left = days_left(info, today=today)
    return {
        "case": info,
        "view": opened.view,
        "channel": channel_word(info.channel),
        "state": state_words(info),
        "left": remaining_words(info, today),
        "deadline": deadline_words(info, left),
        "unmasked": unmasked,
        "purposes": [(purpose, purpose) for purpose in UNMASKING],
        "sections": _sections(opened.form, unmasked=unmasked),
        "materials": [_material(opened, entry, unmasked=unmasked) for entry in opened.materials],
        "checks": checks_of(opened),
        "rule": opened.left,
        "timeline": draw_departments(opened.cases, calendar_for(info), own=info.key, today=today),
        "done": sum(case.closed_at is not None for case in opened.cases),
        "total": len(opened.cases),
        "papers": opened.papers,
        "promises": [one for one in opened.promises if info.key in one.items],
        "log": opened.log,
        "caused": by_line(opened.papers),
        "next": opened.next,
        "transfer": _transfer(opened),
        "decidable": info.state in DECIDABLE,
        "standing": standing_words(info, today),
        "joint": opened.joint,
        "last_told": opened.told,
        "hearing": about_hearing(opened.hearings[-1], today=today) if opened.hearings else None,
        "task": task_row(opened.task, today=today) if opened.task else None,
        "to_announce": opened.view.hearing if info.state in IN_REVIEW and not _held(opened.hearings) else None,
        "can_hear": info.licensing and info.state in IN_REVIEW and not any(one.open for one in opened.hearings),
        "can_stop": info.state in IN_REVIEW,
        "steps": steps_of(info, extension=opened.view.extension, joint=opened.joint),
        "approvals": opened.approvals,
        "can_review": info.state is CaseState.ACCEPTED,
        "typed": {
            "opinion": OPINION,
            "result_number": suggest_result_number(info),
            "valid_until": suggested_validity(info),
        },
    }


def _held(hearings: Iterable[HearingInfo]) -> bool:
    """Whether the hearing that the law prescribes has its record, whatever was heard after it."""
    return any(one.cause is Cause.PRESCRIBED and one.record for one in hearings)


def _transfer(opened: OpenedCase) -> dict[str, Any] | None:
    if opened.transfer is None:
        return None
    transfer, reports = opened.transfer
    return {"info": transfer, "state": transfer_words(transfer), "reports": reports}


def _sections(form: Sequence[FiledField], *, unmasked: bool) -> list[dict[str, Any]]:
    """The fields by party, in the order of the form."""
    parties = dict.fromkeys((entry.party, entry.party_label) for entry in form)
    return [
        {
            "label": label,
            "rows": [_row(entry, unmasked=unmasked) for entry in form if entry.party == party],
            "disputed": any(entry.disputed for entry in form if entry.party == party),
        }
        for party, label in parties
    ]


def _row(entry: FiledField, *, unmasked: bool) -> dict[str, Any]:
    return {
        "label": entry.label,
        "shown": shown_value(entry, unmasked=unmasked),
        "source": entry.source,
        "as_of": entry.as_of,
        "disputed": entry.disputed,
        "registered": shown_value(entry, unmasked=unmasked, value=entry.registered) if entry.registered else "",
    }


def _material(opened: OpenedCase, entry: MaterialInfo, *, unmasked: bool) -> dict[str, Any]:
    planned = next((m for m in opened.plan.materials if m.key == entry.key), None)
    result = _result(opened.view.upstream, entry)
    return {
        "name": entry.name,
        "party": planned.party_label if planned else "",
        "points": planned.review_points if planned else (),
        "files": entry.files if unmasked else _unnamed(entry.files),
        "supplied_at": entry.supplied_at,
        "result": result,
        "asked_again": entry.key in opened.view.correction,
        "tag": _material_tag(opened, entry, planned, result),
        "about": "" if result else _exempt_words(entry),
    }


def _unnamed(files: Sequence[Upload]) -> list[Upload]:
    """File names are written by people and hold names of people."""
    return [replace(file, name=f"第 {place} 个文件") for place, file in enumerate(files, start=1)]


def _result(upstream: Sequence[UpstreamResult], entry: MaterialInfo) -> UpstreamResult | None:
    return next((one for one in upstream if entry.from_item and one.material == entry.material), None)


def _material_tag(
    opened: OpenedCase, entry: MaterialInfo, planned: PlannedMaterial | None, result: UpstreamResult | None
) -> tuple[str, str]:
    """What the officer can rely on, in a word with its tone."""
    if result:
        return ("已自动取得", "done") if result.stands else ("前项结果不再有效", "fault")
    if entry.files:
        return ("已提交", "done")
    if entry.from_item:
        return ("等待前项结果", "neutral")
    if entry.exempt_by:
        certain = planned is not None and entry.certainty == "certain"
        return ("免提交", "done") if certain else ("免提交，请核验", "look")
    promise = next((one for one in opened.promises if one.material == entry.key and one.open), None)
    if promise:
        by = f"，最迟 {promise.by.month}月{promise.by.day}日" if promise.by else ""
        return (f"{promise.kind.label}{by}", "wait")
    return ("没有提交", "fault")


def _exempt_words(entry: MaterialInfo) -> str:
    return BY.get(ExemptBy(entry.exempt_by), "") if entry.exempt_by else ""


def checks_of(opened: OpenedCase) -> list[tuple[str, str]]:
    """What the house already made sure of (and by what), then what needs a look. Each: sentence, tone."""
    form = opened.form
    found = list(_acceptance(opened))
    if any(entry.kind == ElementKind.CITIZEN_ID for entry in form):
        found.append(("证件号码的长度、日期和校验位都正确", "done"))
    shared = [entry for entry in form if entry.origin is Origin.SHARED]
    if shared:
        sources = "、".join(dict.fromkeys(entry.source for entry in shared if entry.source))
        found.append((f"{len(shared)} 项信息取自{sources or '登记系统'}，来源和时间见左侧", "done"))
    found += [(f"“{one.item}”的结果已自动取得（{one.name}）", "done") for one in opened.view.upstream if one.stands]
    disputed = [entry.label for entry in form if entry.disputed]
    if disputed:
        found.append((f"申请人认为登记信息有误，请核实：{'、'.join(disputed)}", "wait"))
    if opened.view.correction:
        found.append(("本件补正过一次，重新提交的材料已标出", "wait"))
    return [*found, *_before(opened.view)]


def _before(view: CaseView) -> Iterator[tuple[str, str]]:
    """What is to be granted first; and what was and fell, under a decision that stands, to be checked."""
    if view.info.granted:
        yield from ((f"“{name}”的结果不再有效，请依法核查本件的决定", "fault") for name in view.fallen)
        return
    for name in view.must_wait_for:
        gone = name in view.fallen
        yield (
            f"“{name}”的结果不再有效，重新准予以前不能准予本件" if gone else f"要等“{name}”准予以后才能准予本件",
            "wait",
        )


def _acceptance(opened: OpenedCase) -> Iterator[tuple[str, str]]:
    """Whether anybody looked at the materials when it was accepted, and what of them is still to come."""
    info = opened.view.info
    if info.accepted_on is None:
        return
    day, promised = _day(info.accepted_on), [one for one in opened.promises if info.key in one.items and one.open]
    if info.deemed:
        yield f"期限内没有答复，依法视为受理（{day}），材料没有经过形式审查", "wait"
    elif any(one.kind is PromiseKind.DEFERRAL for one in promised):
        yield f"窗口已受理（{day}），材料没有交齐", "wait"
    else:
        yield f"窗口已受理，材料形式审查通过（{day}）", "done"
    for words, wanted in PROMISED.items():
        if names := "、".join(one.name for one in promised if wanted(one)):
            yield f"{words}：{names}", "wait"


def _day(day: Any) -> str:
    return f"{day.month}月{day.day}日"
