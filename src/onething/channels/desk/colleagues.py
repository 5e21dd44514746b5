"""Who does what while somebody is away: cases go to a colleague, and the head names who stands in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from onething.channels.design.sessions import read_day
from onething.channels.desk.decisions import Refused, reasons_of
from onething.channels.desk.pages import at_desk, page
from onething.modules.handling.api import end_stand_in, name_stand_in, reassign, stand_ins
from onething.modules.identity.api import officers_of
from onething.platform import clock
from onething.platform.permissions import Action, Role, actor_of

PASSED = "已移交 {} 件，原因记入每个办件的日志。"
NAMED = "已指定代行审批的人。"
ENDED = "代行已结束。"
NO_ACT = "没有选择要做什么。请返回重试。"
TEXTS = ("giver", "taker", "because", "deputy", "from_day", "last_day", "reason")


@at_desk(Action.CASE_READ)
@require_http_methods(["GET", "POST"])
def colleagues(request: HttpRequest) -> HttpResponseBase:
    """Hand cases over; for the head also: who stands in, from when to when."""
    if request.method != "POST":
        return _page(request)
    try:
        messages.success(request, _act(request))
    except Refused as refused:
        return _page(request, errors=reasons_of(refused))
    return redirect("desk:colleagues")


def _act(request: HttpRequest) -> str:
    posted, actor, now = request.POST, actor_of(request), clock.now()
    act = posted.get("act")
    if act == "reassign":
        giver = _account(posted.get("giver", "")) if actor.role is Role.BODY_HEAD else actor.account
        taker = _account(posted.get("taker", ""))
        moved = reassign(giver=giver, taker=taker, reason=posted.get("because", ""), actor=actor, now=now)
        return PASSED.format(moved)
    if act == "name" and actor.role is Role.BODY_HEAD:
        name_stand_in(
            deputy=_account(posted.get("deputy", "")),
            from_day=read_day(posted.get("from_day", "")),
            last_day=read_day(posted.get("last_day", "")),
            reason=posted.get("reason", ""),
            actor=actor,
            now=now,
        )
        return NAMED
    delegation = _account(posted.get("delegation", ""))
    if act == "end" and delegation:
        end_stand_in(delegation=delegation, actor=actor, now=now)
        return ENDED
    raise BadRequest(NO_ACT)


def _page(request: HttpRequest, *, errors: dict[str, str] | None = None) -> HttpResponse:
    actor = actor_of(request)
    people = [(str(one.account), one.name) for one in officers_of(actor.body_code, on=clock.today())]
    context: dict[str, Any] = {
        "people": people,
        "others": [one for one in people if one[0] != str(actor.account)],
        "stand_ins": stand_ins(actor=actor, on=clock.today()),
        "typed": {name: request.POST.get(name, "") for name in TEXTS},
    }
    return page(request, "colleagues", context, errors=errors)


def _account(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
