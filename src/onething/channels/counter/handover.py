"""Hand results and papers over: the code, the name on the document, and what is given, all or in part; or post them."""

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
    Way,
    deliveries_of,
    hand_over,
    send_by_post,
)
from onething.modules.intake.api import application_of
from onething.modules.papers.api import PaperInfo, papers_of
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
        papers=_chosen(request, "papers"),
        actor=actor_of(request),
        now=clock.now(),
    )
    return HANDED.format("、".join(names))


def _post(request: HttpRequest, application: UUID) -> str:
    names = send_by_post(
        application=application,
        tracking=request.POST.get("tracking", ""),
        cases=_chosen(request, "parcels"),
        papers=_chosen(request, "letters"),
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
    found = deliveries_of(application=application, actor=actor)
    papers = papers_of(application=application, actor=actor)
    waiting = {one.paper: one for one in found.papers if one.waits}
    letters = [_letter(one) for one in papers if one.public_id in waiting]
    ready = [_option(item) for item in found.items if item.state is DeliveryState.READY]
    parcels = [_option(item) for item in found.items if item.state is DeliveryState.TO_POST]
    posted = [one for one in letters if waiting[UUID(one["value"])].way is Way.POST]
    lists = {"cases": ready, "papers": letters, "parcels": parcels, "letters": posted}
    context: dict[str, Any] = {
        "application": info,
        "lists": lists,
        "chosen": {name: _ticked(request, name, options) for name, options in lists.items()},
        "rows": [
            {"info": item, "tone": TONES.get(item.state, "done"), "left": item.at and item.state in GONE}
            for item in found.items
        ],
        "served": [one for one in found.papers if not one.waits],
        "papers": [one for one in papers if one.kind in ABOUT_RESULTS or one.public_id in waiting],
        "typed": {name: request.POST.get(name, "") for name in ("code", "receiver", "tracking")},
    }
    return page(request, "handover", context, errors=errors)


def _ticked(request: HttpRequest, name: str, options: list[dict[str, str]]) -> list[str]:
    return request.POST.getlist(name) if request.method == "POST" else [option["value"] for option in options]


def _option(item: DeliveryItem) -> dict[str, str]:
    return {"value": str(item.case), "label": item.name, "hint": f"{item.item} · {item.body_name}"}


def _letter(paper: PaperInfo) -> dict[str, str]:
    hint = f"{paper.matter} · {paper.body_name} · {paper.number}"
    return {"value": str(paper.public_id), "label": paper.title, "hint": hint}
