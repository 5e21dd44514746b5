"""The pages of the list of systems. They stand in this module because no channel is for administrators yet."""

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
from onething.modules.clients.errors import ClientGone, ClientRefused
from onething.modules.clients.services.register import create_client, list_clients, revoke_client
from onething.platform import clock
from onething.platform.permissions import Action, actor_of, requires

TYPED = ("name", "body", "region")


@requires(Action.CLIENT_MANAGE)
@never_cache
@require_GET
def clients(request: HttpRequest) -> HttpResponse:
    """Every system, and whether it may still come."""
    return _page(request, "list", {"clients": list_clients(actor=actor_of(request)), "scopes": _scopes()})


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
        made = create_client(**typed, scopes=chosen, actor=actor_of(request), now=clock.now())
    except ClientRefused as refused:
        context = {"scopes": _scopes(), "chosen": chosen, "errors": dict(refused.reasons), **typed}
        return _page(request, "new", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _page(request, "made", {"client": made.info, "secret": made.secret})


@requires(Action.CLIENT_MANAGE)
@never_cache
@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, client: UUID) -> HttpResponseBase:
    """Ask once, then shut it out."""
    actor = actor_of(request)
    found = next((one for one in list_clients(actor=actor) if one.public_id == client and not one.revoked_at), None)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _page(request, "revoke", {"client": found})
    try:
        revoke_client(client=client, actor=actor, now=clock.now())
    except ClientGone as error:
        raise Http404 from error
    messages.success(request, f"“{found.name}”已停用，它的令牌已经失效。")
    return redirect("clients")


def _scopes() -> list[dict[str, str]]:
    return [{"value": scope.value, "label": f"{scope.label}（{scope.value}）"} for scope in ApiScope]


def _page(request: HttpRequest, name: str, context: dict[str, Any], *, status: int = HTTPStatus.OK) -> HttpResponse:
    return render(request, f"clients/{name}.html", context, status=status, using="jinja2")
