"""Hand results over: the code, the name on the document, and what is given, all or in part; or post them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from onething.channels.counter.pages import at_window, page
from onething.modules.delivery.api import (
    DeliveryError,
    DeliveryItem,
    DeliveryNotFound,
    DeliveryState,
    HandOverRefused,
    deliveries_of,
    hand_over,
    send_by_post,
)
from onething.modules.intake.api import application_of
from onething.modules.papers.api import papers_of
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

HANDED = "已出件：{}。请申请人当面核对。"
POSTED = "已登记寄出：{}。"
GONE = frozenset({DeliveryState.DELIVERED, DeliveryState.HANDED_OVER, DeliveryState.SENT})
ABOUT_RESULTS = frozenset({"pick_up", "served", "rating_slip"})
POSTING = {"cases": "parcels"}
TONES = {
    DeliveryState.EXPECTED: "neutral",
    DeliveryState.READY: "ready",
    DeliveryState.TO_POST: "ready",
}


@at_window(Action.DELIVERY_HAND_OVER)
@require_http_methods(["GET", "POST"])
def handover(request: HttpRequest, application: UUID) -> HttpResponseBase:
    """All results of an application, and what can leave the house now."""
    if request.method != "POST":
        return _show(request, application, {})
    try:
        message = _post(request, application) if request.POST.get("act") == "post" else _give(request, application)
    except DeliveryNotFound:
        raise
    except HandOverRefused as refused:
        names = POSTING if request.POST.get("act") == "post" else {}
        return _show(request, application, {names.get(name, name): text for name, text in refused.reasons.items()})
    except DeliveryError as refused:
        return _show(request, application, {"code": str(refused)})
    messages.success(request, message)
    return redirect("counter:handover", application=application)


def _give(request: HttpRequest, application: UUID) -> str:
    names = hand_over(
        application=application,
        code=request.POST.get("code", "").strip(),
        receiver=request.POST.get("receiver", ""),
        cases=_chosen(request, "cases"),
        actor=actor_of(request),
        now=clock.now(),
    )
    return HANDED.format("、".join(names))


def _post(request: HttpRequest, application: UUID) -> str:
    names = send_by_post(
        application=application,
        tracking=request.POST.get("tracking", ""),
        cases=_chosen(request, "parcels"),
        actor=actor_of(request),
        now=clock.now(),
    )
    return POSTED.format("、".join(names))


def _chosen(request: HttpRequest, name: str) -> list[UUID]:
    try:
        return [UUID(text) for text in request.POST.getlist(name)]
    except ValueError as error:
        raise DeliveryNotFound from error


def _show(request: HttpRequest, application: UUID, errors: dict[str, str]) -> HttpResponse:
    actor = actor_of(request)
    info = application_of(application, actor=actor).info
    items = deliveries_of(application=application, actor=actor).items
    ready = [item for item in items if item.state is DeliveryState.READY]
    parcels = [item for item in items if item.state is DeliveryState.TO_POST]
    context: dict[str, Any] = {
        "application": info,
        "ready": [_option(item) for item in ready],
        "parcels": [_option(item) for item in parcels],
        "chosen": request.POST.getlist("cases") if request.method == "POST" else [str(item.case) for item in ready],
        "packed": request.POST.getlist("parcels") if request.method == "POST" else [str(p.case) for p in parcels],
        "rows": [
            {"info": item, "tone": TONES.get(item.state, "done"), "left": item.at and item.state in GONE}
            for item in items
        ],
        "papers": [one for one in papers_of(application=application, actor=actor) if one.kind in ABOUT_RESULTS],
        "typed": {name: request.POST.get(name, "") for name in ("code", "receiver", "tracking")},
    }
    return page(request, "handover", context, errors=errors)


def _option(item: DeliveryItem) -> dict[str, str]:
    return {"value": str(item.case), "label": item.name, "hint": f"{item.item} · {item.body_name}"}
