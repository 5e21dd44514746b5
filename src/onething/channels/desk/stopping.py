"""The officer stops the clock, tells when it takes longer than was told, and lets it run again."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from onething.channels.design.bases import basis_by_hand
from onething.channels.desk.case_page import OpenedCase, open_case
from onething.channels.desk.decisions import Refused, acting, reasons_of
from onething.channels.desk.pages import at_desk, page
from onething.channels.desk.procedures import read_days, shared
from onething.core.calendar import due
from onething.core.lifecycle import GROUNDS, INSPECTION, Ground, GroundKind
from onething.modules.handling.api import (
    CaseInfo,
    MoveRefused,
    Stop,
    calendar_for,
    end_stop,
    stop_clock,
    tell_more_time,
)
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

STOPPED = "已停止计时，告知书已出具：{}。"
TOLD = "已再次告知所需时间，告知书已出具：{}。"
ENDED = "已登记结束，告知书已出具：{}。"
NO_REASON = "没有写理由。请写明，申请人会在文书上看到。"
NO_GROUND = "没有选择停止计时的原因。请选一项。"
STOP_TEXTS = ("ground", "days", "reason", "document", "law_document", "law_article")


@at_desk(Action.CASE_REVIEW)
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, case: UUID) -> HttpResponseBase:
    """A special procedure or a suspension: the ground, the time, the reason."""
    opened = open_case(case, actor=actor_of(request), now=clock.now())
    if request.method != "POST":
        return page(request, "stop", _stopping(opened, request.POST))
    try:
        paper = stop_clock(case=case, stop=_stop(request.POST), **acting(request))
    except Refused as refused:
        return page(request, "stop", _stopping(opened, request.POST), errors=reasons_of(refused))
    messages.success(request, STOPPED.format(paper.number))
    return redirect("desk:case", case=case)


@at_desk(Action.CASE_REVIEW)
@require_http_methods(["GET", "POST"])
def more_time(request: HttpRequest, case: UUID) -> HttpResponseBase:
    """What was told does not suffice: how much longer, and why."""
    opened = open_case(case, actor=actor_of(request), now=clock.now())
    if request.method != "POST":
        return page(request, "more_time", _telling(opened, request.POST))
    try:
        paper = tell_more_time(case=case, stop=_stop(request.POST), **acting(request))
    except Refused as refused:
        return page(request, "more_time", _telling(opened, request.POST), errors=reasons_of(refused))
    messages.success(request, TOLD.format(paper.number))
    return redirect("desk:case", case=case)


@at_desk(Action.CASE_REVIEW)
@require_http_methods(["GET", "POST"])
def resume(request: HttpRequest, case: UUID) -> HttpResponseBase:
    """A ground is over; the outcome is told to the applicant."""
    opened = open_case(case, actor=actor_of(request), now=clock.now())
    if request.method != "POST":
        return page(request, "resume", _resuming(opened, request.POST))
    try:
        ground = _ground(request.POST)
        outcome = request.POST.get("outcome", "")
        paper = end_stop(case=case, ground=ground, outcome=outcome, **acting(request))
    except Refused as refused:
        return page(request, "resume", _resuming(opened, request.POST), errors=reasons_of(refused))
    messages.success(request, ENDED.format(paper.number))
    return redirect("desk:case", case=case)


def _stopping(opened: OpenedCase, posted: QueryDict) -> dict[str, Any]:
    by = "" if opened.view.info.licensing else "参照"
    kinds = ((GroundKind.SPECIAL, f"特别程序（{by}行政许可法第四十五条，时间不计入）"), (GroundKind.SUSPENSION, "中止"))
    running = {one.ground for one in opened.view.info.standstills}
    groups = [
        (
            label,
            [
                (g.value, g.label)
                for g, rule in GROUNDS.items()
                if rule.kind is kind and rule.stops and g not in {*running, Ground.HEARING}
            ],
        )
        for kind, label in kinds
    ]
    return shared(opened, posted, STOP_TEXTS) | {"groups": groups, "assign_by": _assign_by(opened.view.info)}


def _assign_by(case: CaseInfo) -> date | None:
    """The last day to send people for an inspection, testing or quarantine of a licence (行政许可法 55.2)."""
    if not case.licensing or case.accepted_on is None:
        return None
    return due(calendar_for(case), start=case.accepted_on, span=INSPECTION.span).on


def _stop(posted: QueryDict) -> Stop:
    typed = {name: posted.get(name, "").strip() for name in STOP_TEXTS}
    law = basis_by_hand(typed["law_document"], typed["law_article"], fields=("law_document", "law_article"))
    return Stop(
        ground=_ground(posted),
        reason=typed["reason"],
        expected=read_days(typed["days"]),
        law=law,
        document=typed["document"],
    )


def _ground(posted: QueryDict) -> Ground:
    found = next((ground for ground in GROUNDS if ground.value == posted.get("ground")), None)
    if found is None:
        unsaid = {"reason": NO_REASON} if not posted.get("reason", "x").strip() else {}
        raise MoveRefused({"ground": NO_GROUND, **unsaid})
    return found


def _telling(opened: OpenedCase, posted: QueryDict) -> dict[str, Any]:
    return _standing(opened, posted, STOP_TEXTS, told=True)


def _resuming(opened: OpenedCase, posted: QueryDict) -> dict[str, Any]:
    return _standing(opened, posted, ("ground", "outcome"))


def _standing(opened: OpenedCase, posted: QueryDict, texts: tuple[str, ...], *, told: bool = False) -> dict[str, Any]:
    """What the clock stands still for; of a second notice only that of which a time was told."""
    info = opened.view.info
    chosen = [one for one in info.standstills if one.expected or not told]
    lines = [{"standstill": one, "until": one.until(calendar_for(info))} for one in chosen]
    options = [(one.ground.value, one.ground.label) for one in chosen]
    return shared(opened, posted, texts) | {"standing": lines, "options": options}
