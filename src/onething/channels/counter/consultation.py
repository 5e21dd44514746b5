"""Questions at the window: those that wait by the day they are due, those that are answered, and the page to answer one."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from onething.channels.counter.asked import ALL, EVERY, WAITING, asked_page, line
from onething.channels.counter.pages import at_window, page
from onething.channels.design.sessions import read_number
from onething.modules.consultation.api import (
    LONGEST_ANSWER,
    WAITS,
    ConsultationRefused,
    ConsultationState,
    answer,
    consultation_for,
    page_of_consultations,
    waiting_consultations,
)
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

SENT = "已答复，提问的人会在“我的消息”里看到提醒。"
NOBODY = ("还没有人咨询", "有人在网上提问，会列在这里。")
NOTHING = ("没有等待答复的咨询", "有人在网上提问，会按最迟答复的日子列在这里。")


@at_window(Action.CONSULTATION_ANSWER)
@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """Two lists of this site under one address."""
    every = request.GET.get("tab") == ALL
    found = (page_of_consultations if every else waiting_consultations)(
        actor=actor_of(request), after=request.GET.get("after")
    )
    lines = [
        line(
            address=reverse("counter:consultation", args=[row.public_id]),
            about=row.bundle_name,
            detail=row.item_name or "整件事",
            due=row.due_on if row.state in WAITS else None,
            state=ConsultationState.of(row.state).label,
            today=clock.today(),
        )
        for row in found.rows
    ]
    empty = NOBODY if every else NOTHING
    return asked_page(request, tab=EVERY if every else WAITING, lines=lines, following=found.next, empty=empty)


@at_window(Action.CONSULTATION_ANSWER)
@require_http_methods(["GET", "POST"])
def consultation(request: HttpRequest, consultation: UUID) -> HttpResponseBase:
    """One question with what was said before; posting answers it."""
    if request.method != "POST":
        return _show(request, consultation)
    try:
        answer(
            consultation=consultation,
            words=request.POST.get("words", ""),
            version=read_number(request.POST.get("version", "")),
            actor=actor_of(request),
            now=clock.now(),
        )
    except ConsultationRefused as refused:
        return _show(request, consultation, errors=refused.reasons)
    messages.success(request, SENT)
    return redirect("counter:consultations")


def _show(request: HttpRequest, consultation: UUID, *, errors: Mapping[str, str] | None = None) -> HttpResponse:
    found = consultation_for(consultation, actor=actor_of(request), now=clock.now())
    context: dict[str, Any] = {
        "info": found,
        "late": found.waits and found.due_on < clock.today(),
        "words": request.POST.get("words", ""),
        "longest": LONGEST_ANSWER,
    }
    return page(request, "consultation", context, errors=errors)
