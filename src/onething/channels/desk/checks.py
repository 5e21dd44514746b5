"""After-checks at the desk: what this body still has to look at, and writing down what was found."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from onething.channels.design.files import file_answer
from onething.channels.design.sessions import read_day, read_number
from onething.channels.desk.decisions import Refused, reasons_of
from onething.channels.desk.pages import at_desk, page
from onething.modules.handling.api import calendar_for, find_case, info_of, record_finding
from onething.modules.pledge.api import (
    CheckAction,
    CheckInfo,
    CheckNotFound,
    CheckRefused,
    CheckState,
    Finding,
    check_for,
    check_info,
    first_until,
    list_checks,
    longest,
    open_evidence,
    possible,
    promises_of,
)
from onething.platform import clock
from onething.platform.permissions import Action, actor_of, may_at_all

DONE = "done"
TEXTS = ("action", "finding", "demand", "until")
TONES = {
    CheckState.OPEN: "wait",
    CheckState.ORDERED: "soon",
    CheckState.FAILED: "fault",
    CheckState.REVOKED: "fault",
    CheckState.TRUE: "done",
    CheckState.PUT_RIGHT: "done",
}
RECORDED = "已登记：{}。{}"
ISSUED = "出具了{} {}。"
HINTS = {
    CheckAction.PASS: "与承诺一致，核查结束",
    CheckAction.ORDER: "可以改正的，写明整改要求和期限，出具通知书",
    CheckAction.ACCEPT: "已经改正，核查结束",
    CheckAction.FAIL: "接着报请负责人撤销决定，先听取申请人的陈述、申辩",
}


@at_desk(Action.CASE_READ)
@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    """What is to be looked at, the next day first; or what is over, and what was not drawn."""
    done = request.GET.get("tab") == DONE
    found = list_checks(actor=actor_of(request), done=done, after=request.GET.get("after"))
    here = reverse("desk:checks")
    context = {
        "tabs": [
            {"label": "要核查的", "href": here, "current": not done},
            {"label": "已结束和没有抽中的", "href": f"{here}?tab={DONE}", "current": done},
        ],
        "rows": [_row(check_info(row)) for row in found.rows],
        "done": done,
        "next": f"{here}?{'tab=done&' if done else ''}after={found.next}" if found.next else None,
    }
    return page(request, "checks", context)


@at_desk(Action.CASE_READ)
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, check: UUID) -> HttpResponseBase:
    """What was promised, on which plan it is looked at, and what was found."""
    actor, now = actor_of(request), clock.now()
    try:
        found = check_for(check, actor=actor, now=now)
        if request.method != "POST":
            return page(request, "check", _about(request, found, dict.fromkeys(TEXTS, "")))
        return _record(request, found)
    except CheckNotFound as error:
        raise Http404 from error


@at_desk(Action.CASE_READ)
@require_safe
def evidence(request: HttpRequest, check: UUID, file: UUID) -> HttpResponse:
    """A file that shows what was found, kept nowhere."""
    try:
        return file_answer(*open_evidence(file, check=check, actor=actor_of(request), now=clock.now()))
    except CheckNotFound as error:
        raise Http404 from error


def _record(request: HttpRequest, found: CheckInfo) -> HttpResponseBase:
    typed = {name: str(request.POST.get(name, "")) for name in TEXTS}
    given = _given(typed)
    files = [(upload.name or "", upload.read()) for upload in request.FILES.getlist("files")]
    version = read_number(str(request.POST.get("version", "")))
    try:
        paper = record_finding(
            check=found.public_id, given=given, files=files, version=version, actor=actor_of(request), now=clock.now()
        )
    except CheckRefused as refused:
        return page(request, "check", _about(request, found, typed), errors=refused.reasons)
    except Refused as refused:
        return page(request, "check", _about(request, found, typed), errors=reasons_of(refused))
    issued = ISSUED.format(paper.title, paper.number) if paper else ""
    messages.success(request, RECORDED.format(given.action.label if given.action else "", issued))
    return redirect("desk:check", check=found.public_id)


def _given(typed: Mapping[str, str]) -> Finding:
    """An order alone has a demand and a day."""
    action = CheckAction.of(typed["action"]) if typed["action"] in set(CheckAction) else None
    if action is not CheckAction.ORDER:
        return Finding(action=action, finding=typed["finding"])
    return Finding(action=action, finding=typed["finding"], demand=typed["demand"], until=read_day(typed["until"]))


def _about(request: HttpRequest, found: CheckInfo, typed: Mapping[str, str]) -> dict[str, Any]:
    actor, today = actor_of(request), clock.today()
    case = info_of(find_case(found.case, actor=actor))
    promises = [one for one in promises_of(found.application) if one.material in found.materials]
    calendar = calendar_for(case)
    rectify = longest([one.rectify for one in promises], today=today, calendar=calendar)
    actions = possible(found.state, found.ordered_until, today=today)
    may_record = found.to_do and may_at_all(actor.role, Action.CASE_REVIEW)
    return {
        **_row(found),
        "case": case,
        "promises": promises,
        "actions": [{"value": one.value, "label": one.label, "hint": HINTS[one]} for one in actions],
        "may_record": may_record,
        "may_order": CheckAction.ORDER in actions,
        "bound": found.state is CheckState.ORDERED and CheckAction.FAIL not in actions,
        "asks_revocation": found.state is CheckState.FAILED and may_record,
        "least": first_until(today=today, rectify=rectify, calendar=calendar),
        "typed": typed,
    }


def _row(found: CheckInfo) -> dict[str, Any]:
    late = found.to_do and found.next_on < clock.today()
    return {"info": found, "state": (found.state.label, TONES.get(found.state, "neutral")), "late": late}
