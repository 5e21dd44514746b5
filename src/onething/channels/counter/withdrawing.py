"""The applicant comes to the window and takes an application back, or some of it: what ends with it is shown first."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from onething.channels.counter.pages import at_window, page
from onething.channels.design.sessions import read_number
from onething.modules.handling.api import MoveRefused, TakenOver, withdraw, withdrawal_of
from onething.modules.intake.api import application_of
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

TAKEN_BACK = "已撤回：{}。请打印《撤回通知书》交给申请人。"
NO_PLACE = "页面不完整，没有撤回。请重新打开这件申请再试。"
MOST_NAMED = 60


@at_window(Action.CASE_WITHDRAW)
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, application: UUID) -> HttpResponseBase:
    """All of it, or the cases that the address names."""
    actor, now = actor_of(request), clock.now()
    info = application_of(application, actor=actor).info
    sent = request.POST if request.method == "POST" else request.GET
    try:
        named = frozenset(UUID(text) for text in sent.getlist("case")[:MOST_NAMED])
    except ValueError as error:
        raise BadRequest(NO_PLACE) from error
    shown = withdrawal_of(application=application, cases=named, actor=actor, now=now)
    came = request.POST.get("came", "")
    context = {"application": info, "shown": shown, "named": named, "came": came}
    if request.method != "POST":
        return page(request, "withdraw", context)
    version = read_number(request.POST.get("version", ""))
    try:
        ended = withdraw(application=application, cases=named, came=came, actor=actor, now=now, version=version)
    except MoveRefused as refused:
        return page(request, "withdraw", context, errors=refused.reasons)
    except TakenOver as refused:
        return page(request, "withdraw", context, errors={"": str(refused)})
    messages.success(request, TAKEN_BACK.format("、".join(ended)))
    return redirect("counter:application", application=application)
