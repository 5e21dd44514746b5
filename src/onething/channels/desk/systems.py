"""Cases in the body's own system: which have not arrived, what was laid aside, and trying it again for a stated reason."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from onething.channels.design.wording import left_words
from onething.channels.desk.pages import at_desk, page
from onething.modules.handling.api import (
    MoveRefused,
    ReportOutcome,
    TransferInfo,
    WayOfWork,
    days_left,
    list_transfers,
    retry_letter,
    settle_report,
    stuck_letters,
    way_of,
)
from onething.platform import clock
from onething.platform.clock import legal_day
from onething.platform.permissions import Action, actor_of

AGAIN = "已重新发送，稍后会看到结果。"
READ_ANEW = "已按原样再处理一次：{}"
SETTLED = "已登记为另行处理，不再提醒。"
NO_ACT = "没有选择怎样处理。请返回重试。"


@at_desk(Action.CASE_READ)
@require_safe
def systems(request: HttpRequest) -> HttpResponse:
    """What stands where, and what is stuck."""
    return _page(request)


@at_desk(Action.CASE_DECIDE)
@require_POST
def letter(request: HttpRequest, letter: UUID) -> HttpResponseBase:
    """Send it or read it again, or note that it was dealt with otherwise; the reason goes into the log."""
    because = request.POST.get("because", "")
    try:
        told = _act(request, letter, because)
    except MoveRefused as refused:
        named = {f"because-{letter}" if name == "because" else name: words for name, words in refused.reasons.items()}
        return _page(request, errors=named, typed={str(letter): because})
    messages.success(request, told)
    return redirect("desk:systems")


def _act(request: HttpRequest, letter: UUID, because: str) -> str:
    """What was done, in words; MoveRefused when it is still not right."""
    act, incoming = request.POST.get("act"), request.POST.get("incoming") == "yes"
    who: dict[str, Any] = {"because": because, "actor": actor_of(request), "now": clock.now()}
    if act == "settle" and incoming:
        settle_report(report=letter, **who)
        return SETTLED
    if act != "retry":
        raise BadRequest(NO_ACT)
    verdict = retry_letter(letter=letter, incoming=incoming, **who)
    if verdict and verdict.outcome is ReportOutcome.REFUSED:
        raise MoveRefused({"": READ_ANEW.format(verdict.detail)})
    return READ_ANEW.format(verdict.detail) if verdict else AGAIN


def _page(
    request: HttpRequest, *, errors: dict[str, str] | None = None, typed: dict[str, str] | None = None
) -> HttpResponse:
    actor, now = actor_of(request), clock.now()
    _, name = way_of(actor)
    context = {
        "system": name,
        "stuck": stuck_letters(actor=actor),
        "rows": [_row(one, now) for one in list_transfers(actor=actor, way=WayOfWork.CONNECTOR)],
        "typed": typed or {},
    }
    return page(request, "systems", context, errors=errors)


def _row(transfer: TransferInfo, now: Any) -> dict[str, Any]:
    return {
        "transfer": transfer,
        "case": transfer.case,
        "state": transfer_words(transfer),
        "left": left_words(days_left(transfer.case, today=legal_day(now))),
    }


def transfer_words(transfer: TransferInfo) -> tuple[str, str]:
    """Where the case stands between the two systems, with its tone."""
    if transfer.over:
        return ("已在平台上重新办理", "info")
    if transfer.arrived_at:
        return ("部门系统已收到", "info")
    return ("部门系统暂时不可用，待推送", "fault") if transfer.last_failure else ("待推送", "wait")
