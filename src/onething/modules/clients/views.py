"""The pages of the list of systems. They stand in this module because no channel is for administrators yet."""

from datetime import date, timedelta
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from onething.modules.clients.domain.reach import ApiScope
from onething.modules.clients.domain.views import ClientInfo
from onething.modules.clients.errors import ClientGone, ClientRefused
from onething.modules.clients.queries import list_clients
from onething.modules.clients.services.register import change_client, create_client, revoke_client
from onething.modules.organisation.api import bodies
from onething.platform import clock
from onething.platform.permissions import Action, Actor, actor_of, requires

TYPED = ("name", "body", "region")
UNREADABLE = "日期看不懂。请写成 2027-12-31 的形式；不限期就不填。"


@requires(Action.CLIENT_MANAGE)
@never_cache
@require_GET
def clients(request: HttpRequest) -> HttpResponse:
    """Every system, and whether it may still come."""
    today, found = clock.today(), list_clients(actor=actor_of(request))
    named = bodies(one.body_code for one in found)
    rows = [
        {
            "info": one,
            "body": named[one.body_code].name if one.body_code in named else one.body_code,
            "ended": one.ended(on=today),
            "scopes": "、".join(ApiScope.of(name).label for name in one.scopes),
        }
        for one in found
    ]
    return _page(request, "list", {"clients": rows, "told": list(messages.get_messages(request))})


@requires(Action.CLIENT_MANAGE)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Register one; its secret is in this answer and nowhere else, so there is no redirect."""
    if request.method != "POST":
        return _page(request, "new", {"scopes": _scopes(), "chosen": [], "errors": {}})
    typed = {name: request.POST.get(name, "").strip() for name in TYPED}
    chosen = request.POST.getlist("scopes")
    try:
        made = create_client(
            **typed, scopes=chosen, until_day=_until(request), actor=actor_of(request), now=clock.now()
        )
    except ClientRefused as refused:
        context = {"chosen": chosen, "until": request.POST.get("until", ""), **typed}
        return _again(request, "new", refused, context)
    return _page(request, "made", {"client": made.info, "secret": made.secret})


@requires(Action.CLIENT_MANAGE)
@never_cache
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, client: UUID) -> HttpResponseBase:
    """Other scopes, another end."""
    actor = actor_of(request)
    found = _living(client, actor)
    if request.method != "POST":
        context = {"client": found, "chosen": found.scopes, "until": found.last_day or "", "errors": {}}
        return _page(request, "change", {**context, "scopes": _scopes()})
    chosen = request.POST.getlist("scopes")
    try:
        change_client(
            client=client,
            scopes=chosen,
            until_day=_until(request),
            seen=request.POST.get("seen", ""),
            actor=actor,
            now=clock.now(),
        )
    except ClientRefused as refused:
        context = {"client": found, "chosen": chosen, "until": request.POST.get("until", "")}
        return _again(request, "change", refused, context)
    except ClientGone as error:
        raise Http404 from error
    messages.success(request, f"“{found.name}”的登记已经改好，立即生效。")
    return redirect("clients")


@requires(Action.CLIENT_MANAGE)
@never_cache
@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, client: UUID) -> HttpResponseBase:
    """Ask once, then shut it out."""
    actor = actor_of(request)
    found = _living(client, actor)
    if request.method != "POST":
        return _page(request, "revoke", {"client": found})
    try:
        revoke_client(client=client, actor=actor, now=clock.now())
    except ClientGone as error:
        raise Http404 from error
    messages.success(request, f"“{found.name}”已停用，它的令牌已经失效，订阅不再发送。")
    return redirect("clients")


def _living(client: UUID, actor: Actor) -> ClientInfo:
    """One that was not revoked; what has come to its day can be given another."""
    for one in list_clients(actor=actor):
        if one.public_id == client and not one.revoked_at:
            return one
    raise Http404


def _until(request: HttpRequest) -> date | None:
    """The day after the last one that was typed; ClientRefused when it cannot be read."""
    typed = request.POST.get("until", "").strip()
    try:
        return date.fromisoformat(typed) + timedelta(days=1) if typed else None
    except (ValueError, OverflowError) as error:
        raise ClientRefused([("until", UNREADABLE)]) from error


def _scopes() -> list[dict[str, str]]:
    return [{"value": scope.value, "label": f"{scope.label}（{scope.value}）"} for scope in ApiScope]


def _again(request: HttpRequest, name: str, refused: ClientRefused, context: dict[str, Any]) -> HttpResponse:
    """The form as it was filled in, with what is wrong."""
    told = {**context, "scopes": _scopes(), "errors": dict(refused.reasons)}
    return _page(request, name, told, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _page(request: HttpRequest, name: str, context: dict[str, Any], *, status: int = HTTPStatus.OK) -> HttpResponse:
    return render(request, f"clients/{name}.html", context, status=status, using="jinja2")
