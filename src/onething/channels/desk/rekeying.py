"""Re-keying (二次录入): the queue, the copy panel field by field with its tick list, the number there, and the result back."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from onething.channels.design.case_words import DECIDABLE, state_words
from onething.channels.design.wording import left_words
from onething.channels.desk.case_page import OPINION, OpenedCase, open_case
from onething.channels.desk.decisions import posted_version, reasons_of
from onething.channels.desk.pages import at_desk, page
from onething.modules.handling.api import (
    MoveRefused,
    TakenOver,
    TransferInfo,
    WayOfWork,
    days_left,
    finish_rekeying,
    list_transfers,
    minutes_waited,
    save_ticks,
    suggest_result_number,
    way_of,
)
from onething.modules.intake.api import FiledField
from onething.platform import clock
from onething.platform.clock import legal_day
from onething.platform.permissions import Action, actor_of

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
AN_HOUR = 60
PURPOSE = "录入本部门业务系统"
SAVED = "已保存录入进度。"
KEYED = "已登记受理号 {}。对方系统有结果以后，在“待回录结果”里回录。"


@at_desk(Action.CASE_READ)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What is still to be keyed in, the longest waiting first; and what waits for its result from there."""
    actor, now = actor_of(request), clock.now()
    rows = [_row(one, now) for one in list_transfers(actor=actor, way=WayOfWork.REKEY)]
    context = {
        "system": way_of(actor)[1],
        "waiting": [row for row in rows if row["transfer"].arrived_at is None],
        "keyed": [row for row in rows if row["transfer"].arrived_at],
    }
    return page(request, "rekey", context)


@at_desk(Action.CASE_REVIEW)
@require_http_methods(["GET", "POST"])
def rekey_case(request: HttpRequest, case: UUID) -> HttpResponseBase:
    """One case to copy from, in full: that it was opened for this purpose is in the access log."""
    if request.method != "POST":
        return _panel(request, _opened(request, case))
    opened = _opened(request, case)
    needed = [point["key"] for section in points_of(opened) for point in section["points"]]
    ticked = request.POST.getlist("points")
    given: dict[str, Any] = {"case": case, "needed": needed, "ticked": ticked, "version": posted_version(request)}
    number = request.POST.get("number_there", "")
    typed = {"number_there": number, "ticked": ticked}
    try:
        told = _save(request, given, number)
    except (MoveRefused, TakenOver) as refused:
        return _panel(request, _opened(request, case), typed=typed, errors=reasons_of(refused))
    messages.success(request, told)
    return redirect("desk:rekey") if request.POST.get("act") == "done" else redirect("desk:rekey-case", case=case)


def points_of(opened: OpenedCase) -> list[dict[str, Any]]:
    """Everything to be carried over, in sections: the form by party, the materials, what earlier cases produced."""
    form = opened.form
    parties = dict.fromkeys((entry.party, entry.party_label) for entry in form)
    sections = [
        {
            "label": label,
            "points": [
                {"key": entry.key, "label": entry.label, "value": _typed(entry)}
                for entry in form
                if entry.party == party
            ],
        }
        for party, label in parties
    ]
    materials = [
        {"key": f"material:{entry.key}", "label": entry.name, "files": entry.files}
        for entry in opened.materials
        if entry.files
    ]
    results = [
        {"key": f"result:{one.material}", "label": f"{one.name}编号", "value": one.number}
        for one in opened.view.upstream
        if one.stands
    ]
    more = [{"label": "材料文件", "points": materials}, {"label": "前一事项的结果", "points": results}]
    return [section for section in (*sections, *more) if section["points"]]


def _typed(entry: FiledField) -> str:
    """As it is typed into other systems: a day in figures, everything else as people read it."""
    return entry.value if ISO_DAY.fullmatch(entry.value) else entry.shown


def _save(request: HttpRequest, given: Mapping[str, Any], number: str) -> str:
    who: dict[str, Any] = {"actor": actor_of(request), "now": clock.now()}
    if request.POST.get("act") != "done":
        save_ticks(**given, **who)
        return SAVED
    finish_rekeying(**given, **who, number_there=number)
    return KEYED.format(number.strip())


def _opened(request: HttpRequest, case: UUID) -> OpenedCase:
    opened = open_case(case, actor=actor_of(request), now=clock.now(), purpose=PURPOSE)
    if opened.transfer is None or opened.transfer[0].way is not WayOfWork.REKEY:
        raise Http404
    return opened


def _panel(
    request: HttpRequest,
    opened: OpenedCase,
    *,
    typed: Mapping[str, Any] | None = None,
    errors: Mapping[str, str] | None = None,
) -> HttpResponse:
    assert opened.transfer is not None  # noqa: S101 - _opened made sure
    transfer, now, info = opened.transfer[0], clock.now(), opened.view.info
    sections = points_of(opened)
    context = {
        "case": info,
        "system": way_of(actor_of(request))[1],
        "transfer": transfer,
        "wait": wait_words(transfer, now=now),
        "state": state_words(info),
        "left": left_words(days_left(info, today=legal_day(now))),
        "sections": sections,
        "total": sum(len(section["points"]) for section in sections),
        "ticked": set(typed["ticked"] if typed else transfer.ticked),
        "number_there": typed["number_there"] if typed else transfer.number_there,
        "decidable": info.state in DECIDABLE,
        "typed": {"opinion": OPINION, "result_number": suggest_result_number(info)},
    }
    return page(request, "rekey_case", context, errors=errors)


def wait_words(transfer: TransferInfo, *, now: datetime) -> tuple[str, str]:
    """How long it has been waiting to be keyed in, in time of service, with its tone."""
    if transfer.arrived_at:
        return (f"已录入，受理号 {transfer.number_there}", "done")
    minutes = minutes_waited(transfer, now=now)
    waited = f"{minutes} 分钟" if minutes < AN_HOUR * 2 else f"{minutes // AN_HOUR} 小时"
    if transfer.is_late(now=now):
        return (f"已等 {waited}，超过 30 分钟", "fault")
    return (f"已等 {waited}", "soon" if minutes >= 20 else "info")


def _row(transfer: TransferInfo, now: datetime) -> dict[str, Any]:
    return {
        "transfer": transfer,
        "case": transfer.case,
        "wait": wait_words(transfer, now=now),
        "late": transfer.is_late(now=now),
        "done": len(transfer.ticked),
        "left": left_words(days_left(transfer.case, today=legal_day(now))),
    }
