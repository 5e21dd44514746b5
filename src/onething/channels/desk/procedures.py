"""What an officer may not do alone: asked of the head of the body, or of the government."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from onething.channels.desk.case_page import OpenedCase, open_case
from onething.channels.desk.consequences import left_ended
from onething.channels.desk.decisions import Refused, about_law, acting, read_law, reasons_of
from onething.channels.desk.pages import at_desk, page
from onething.channels.desk.steps import GOVERNMENT, HEAD, answering, is_denied
from onething.core.calendar import Span
from onething.core.lifecycle import JOINT, REVOCATIONS, CaseAction
from onething.modules.handling.api import (
    ASKED_WORDS,
    CAUSES,
    LENGTHEN_JOINT,
    MoveRefused,
    Rejection,
    Wish,
    ask_approval,
    ask_joint_extension,
    days_left,
    take_back,
)
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

ASKED = "已报请{}批准：{}。批复以后这里会看到结果。"
TAKEN_BACK = "已收回报批。"
MOST_DAYS = 3
LENGTHENING = (CaseAction.EXTEND.value, LENGTHEN_JOINT)
ASK_TEXTS = ("days", "reason", "document", "article", "cause")
FOLLOWS = {
    CaseAction.EXTEND: ("批准后，办理期限延长，延期理由和批准人书面告知申请人。", "期限届满以前没有批准的，按原期限办理。"),
    CaseAction.TERMINATE: ("负责人批准后，本件终止办理，等待本件结果的事项随之终止。", "终止办理告知书写明理由、依据和救济途径。"),
    CaseAction.REVOKE: ("先书面告知申请人，听取陈述、申辩，期满或者收到意见后负责人才能批准。", "批准后准予决定书同时失效，核验时显示已失效。"),
    CaseAction.RECALL: ("先书面告知申请人，听取陈述、申辩，期满或者收到意见后负责人才能批准。", "造成财产损失的，依法给予补偿。"),
    CaseAction.REOPEN: ("负责人批准后，本件重新办理，书面告知申请人。", "原来的终止、不予受理文书和办结通知书同时失效，核验时显示已失效。"),
    CaseAction.CANCEL: ("负责人批准后，准予决定书同时失效，核验时显示已失效。",),
}  # fmt: skip
DENIAL_FOLLOWS = (
    "负责人批准后，不予决定书失效，核验时显示已失效；撤销不予决定书写明理由、依据和救济途径，送申请人。",
    "本件当即重新审查，办理期限重新起算，材料不用重交。",
)
JOINT_FOLLOWS = (
    "本级人民政府负责人批准后，联合办理的期限延长一次，最多 15 个工作日，延期理由书面告知申请人。",
    "各部门自己的办理期限不变。",
)
STEPS = {action.value: sentences for action, sentences in FOLLOWS.items()} | {LENGTHEN_JOINT: JOINT_FOLLOWS}


@at_desk(Action.CASE_REVIEW)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, case: UUID, step: str) -> HttpResponseBase:
    """Ask the head: extension, termination, revocation, recall, cancellation; of the government, what only it may lengthen."""
    if step not in STEPS:
        raise Http404
    opened = open_case(case, actor=actor_of(request), now=clock.now())
    if request.method != "POST":
        return page(request, "ask", _asking(opened, step, request.POST))
    try:
        lay_before = ask_joint_extension if step == LENGTHEN_JOINT else ask_approval
        asked = lay_before(case=case, wish=_wish(opened, step, request.POST), **acting(request))
    except Refused as refused:
        return page(request, "ask", _asking(opened, step, request.POST), errors=reasons_of(refused))
    messages.success(request, ASKED.format(GOVERNMENT if asked.by_government else HEAD, asked.what))
    return redirect("desk:case", case=case)


@at_desk(Action.CASE_REVIEW)
@require_POST
def unask(request: HttpRequest, approval: UUID) -> HttpResponseBase:
    """Take a request back."""
    try:
        take_back(approval=approval, actor=actor_of(request), now=clock.now())
    except MoveRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, TAKEN_BACK)
    return redirect("desk:approvals")


def _asking(opened: OpenedCase, step: str, posted: QueryDict) -> dict[str, Any]:
    return (
        shared(opened, posted, ASK_TEXTS)
        | about_law(opened, posted)
        | {
            "step": step,
            "what": ASKED_WORDS[step],
            "extends": step in LENGTHENING,
            "of": answering(step, opened.view.extension),
            "most": _most(opened, step),
            "contested": step not in {*LENGTHENING, CaseAction.REOPEN.value},
            "joint": opened.joint if step == LENGTHEN_JOINT else None,
            "follows": (*(DENIAL_FOLLOWS if is_denied(opened.view.info) else STEPS[step]), *_left_ended(opened, step)),
            "left": days_left(opened.view.info, today=clock.today()),
            "causes": _causes(opened) if step == CaseAction.REVOKE.value else (),
        }
    )


def _causes(opened: OpenedCase) -> tuple[dict[str, str], ...]:
    """Why a licence is revoked, to choose from; what is no licence has no such causes."""
    if is_denied(opened.view.info) or not opened.view.info.licensing:
        return ()
    return tuple(
        {
            "value": cause.value,
            "label": f"{cause.label}（{rule.basis.citation}）",
            "hint": "；".join((rule.when, *(one.says for one in rule.follows))),
        }
        for cause, rule in REVOCATIONS.items()
    )


def _left_ended(opened: OpenedCase, step: str) -> tuple[str, ...]:
    anew = step == CaseAction.REOPEN or is_denied(opened.view.info)
    return left_ended(opened.view.info, opened.cases) if anew else ()


def _most(opened: OpenedCase, step: str) -> str:
    """How far the law goes, and which."""
    if step == LENGTHEN_JOINT and JOINT.extension:
        return f"最多 {JOINT.extension.by.label}，依据{JOINT.basis.citation}"
    longer = opened.view.extension
    return f"最多 {longer.by.label}，依据{opened.view.limit_law}" if longer else "法律没有规定这一期限可以延长"


def _wish(opened: OpenedCase, step: str, posted: QueryDict) -> Wish:
    typed = {name: posted.get(name, "").strip() for name in ASK_TEXTS}
    if step in LENGTHENING:
        by, joint = read_days(typed["days"]), step == LENGTHEN_JOINT
        return Wish(action=CaseAction.EXTEND, reason=typed["reason"], by=by, joint=joint)
    action = next(one for one in FOLLOWS if one.value == step)
    if action is CaseAction.REOPEN:
        return Wish(action=action, reason=typed["reason"])
    rejection = Rejection(reason=typed["reason"], law=read_law(opened, posted))
    cause = CAUSES.get(typed["cause"])
    return Wish(action=action, reason=typed["reason"], rejection=rejection, cause=cause)


def shared(opened: OpenedCase, posted: QueryDict, texts: tuple[str, ...]) -> dict[str, Any]:
    """What every form of such a step carries: the case, what was typed, and the version that was read."""
    return {
        "case": opened.view.info,
        "typed": {name: posted.get(name, "") for name in texts},
        "version": posted.get("version", opened.view.info.version),
    }


def read_days(text: str) -> Span | None:
    """So many working days; None for whatever is not a whole number above nothing."""
    days = text.strip()
    sure = days.isascii() and days.isdigit() and len(days) <= MOST_DAYS and int(days) > 0
    return Span.working_days(int(days)) if sure else None
