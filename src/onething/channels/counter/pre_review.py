"""Drafts that people ask the window to look at before they submit (预审): the list, the page to answer, and their files."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from onething.channels.counter.asked import PRE_REVIEWS, asked_page, line
from onething.channels.counter.marks import Ticked, read_ticked
from onething.channels.counter.pages import at_window, page
from onething.channels.counter.pre_review_page import about_pre_review, notes_of
from onething.channels.design.files import file_answer
from onething.channels.design.sessions import read_number
from onething.modules.consultation.api import (
    ConsultationRefused,
    PreReviewInfo,
    PreReviewOver,
    answer_pre_review,
    open_pre_review_file,
    pre_review_at_window,
    waiting_pre_reviews,
)
from onething.modules.intake.api import DraftView, Withdrawn
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

FIT = "fit"
SENT = "预审意见已发出，申请人会在“我的消息”里看到提醒。"
NOTHING = ("没有等待预审的草稿", "有人在提交前请窗口看草稿，会按最迟答复的日子列在这里。")
View = Callable[..., HttpResponseBase]


def back_when_over(view: View) -> View:
    """What is not to be looked at any more leads back to the list, which says why."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except (PreReviewOver, Withdrawn) as over:
            messages.warning(request, str(over))
            return redirect("counter:pre-reviews")

    return answered


@at_window(Action.PRE_REVIEW_ANSWER)
@require_safe
def pre_reviews(request: HttpRequest) -> HttpResponse:
    """Those that wait at this site."""
    found = waiting_pre_reviews(actor=actor_of(request), now=clock.now(), after=request.GET.get("after"))
    lines = [
        line(
            address=reverse("counter:pre-review", args=[row.public_id]),
            about=row.title,
            detail="提交前的草稿",
            due=row.due_on,
            state="等待预审",
            today=clock.today(),
        )
        for row in found.rows
    ]
    return asked_page(request, tab=PRE_REVIEWS, lines=lines, following=found.next, empty=NOTHING)


@at_window(Action.PRE_REVIEW_ANSWER)
@require_http_methods(["GET", "POST"])
@back_when_over
def pre_review(request: HttpRequest, pre_review: UUID) -> HttpResponseBase:
    """The draft as it was shown, to mark what is not fit yet; posting answers once."""
    info, view = pre_review_at_window(pre_review, actor=actor_of(request), now=clock.now())
    ticked = read_ticked(request.POST)
    if request.method != "POST":
        return _show(request, info, view, ticked)
    try:
        answer_pre_review(
            pre_review=pre_review,
            notes=notes_of(view, ticked),
            fit=request.POST.get("act") == FIT,
            version=read_number(request.POST.get("version", "")),
            actor=actor_of(request),
            now=clock.now(),
        )
    except ConsultationRefused as refused:
        return _show(request, info, view, ticked, errors=refused.reasons)
    messages.success(request, SENT)
    return redirect("counter:pre-reviews")


@at_window(Action.PRE_REVIEW_ANSWER)
@require_safe
@back_when_over
def pre_review_file(request: HttpRequest, pre_review: UUID, file: UUID) -> HttpResponse:
    """One file of the draft; the look is on the access log."""
    return file_answer(*open_pre_review_file(pre_review, file=file, actor=actor_of(request), now=clock.now()))


def _show(
    request: HttpRequest,
    info: PreReviewInfo,
    view: DraftView,
    ticked: Ticked,
    *,
    errors: Mapping[str, str] | None = None,
) -> HttpResponse:
    context = about_pre_review(info, view, ticked) | {"late": info.due_on < clock.today()}
    return page(request, "pre_review", context, errors=errors)
