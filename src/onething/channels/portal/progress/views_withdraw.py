"""Take an application back, or some of it, before it is decided: what ends with it is shown first, then confirmed."""

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from onething.channels.portal.citizens import for_citizen
from onething.channels.portal.filing.pages import problem
from onething.channels.portal.progress.views import for_owner, page, source_of
from onething.modules.handling.api import MoveRefused, TakenOver, withdraw, withdrawal_of
from onething.modules.intake.api import application_of
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

NO_VERSION = "页面不完整，没有撤回。请重新打开“撤回申请”页面再试。"
MOST_NAMED = 60


@for_citizen(Action.CASE_WITHDRAW)
@never_cache
@require_http_methods(["GET", "POST"])
@for_owner
def take_back(request: HttpRequest, application: UUID) -> HttpResponseBase:
    """All of it, or the cases that the address names."""
    actor, now = actor_of(request), clock.now()
    detail = application_of(application, actor=actor)
    sent = request.POST if request.method == "POST" else request.GET
    named = _named(sent.getlist("case"))
    if request.method == "POST":
        version = _version(request)
        try:
            withdraw(application=application, cases=named, actor=actor, now=now, version=version)
        except (MoveRefused, TakenOver) as refused:
            return problem(request, title="现在不能撤回", message=str(refused), next_steps=("回到办件页看最新情况",))
        return redirect("portal:application", application=application)
    shown = withdrawal_of(application=application, cases=named, actor=actor, now=now)
    return page(request, "withdraw", detail, source_of(detail), shown=shown, named=named)


def _named(texts: Iterable[str]) -> frozenset[UUID]:
    try:
        return frozenset(UUID(text) for text in list(texts)[:MOST_NAMED])
    except ValueError as error:
        raise BadRequest(NO_VERSION) from error


def _version(request: HttpRequest) -> int:
    """The state of the application that was on the screen."""
    text = request.POST.get("version", "")
    if not text.isascii() or not text.isdigit():
        raise BadRequest(NO_VERSION)
    return int(text[:18])
