"""The window's three answers to an application: accept it, tell everything missing at once, or refuse it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onething.channels.counter.application_page import (
    PURPOSE,
    Opened,
    about_application,
    about_notice,
    defects_of,
    open_application,
    unsaid,
)
from onething.channels.counter.marks import Ticked, read_ticked
from onething.channels.counter.pages import at_window, page
from onething.channels.counter.refusal_page import NEEDLESS, about_refusal, read_rejection
from onething.channels.design.files import file_answer
from onething.modules.handling.api import (
    MoveRefused,
    TakenOver,
    accept_application,
    ask_correction,
    ask_for_more,
    refuse_acceptance,
)
from onething.modules.intake.api import ValuesRefused, correct_on_the_spot, open_file
from onething.modules.papers.api import PaperInfo, PapersError
from onething.platform import clock
from onething.platform.permissions import Action, Actor, actor_of

NO_VERSION = "页面不完整，没有办理。请重新打开这件申请再试。"
MARKED = "已标出 {} 处问题，不能直接受理。请改为“一次性告知补正”，或者取消标记后再受理。"
NOTHING_CHOSEN = "没有选择不受理的事项。请至少勾选一项。"
PUT_RIGHT = "已当场更正并留痕：{}。"
ASKED = "已报请负责人批准。批准后补正告知马上发出；没有批准的，会在这里写明理由。"
ISSUED = "{}已出具：{}。请打印并交给申请人。"


@at_window(Action.APPLICATION_READ)
@require_GET
def application(request: HttpRequest, application: UUID) -> HttpResponse:
    """The application on one screen."""
    opened = open_application(application, actor=actor_of(request))
    return page(request, "application", about_application(opened))


@at_window(Action.CASE_ACCEPT)
@require_POST
def accept(request: HttpRequest, application: UUID) -> HttpResponseBase:
    """Accept the whole application, unless something is still marked as wrong."""
    if marked := read_ticked(request.POST).targets:
        return _again(request, application, {"": MARKED.format(len(marked))})
    try:
        paper, put_right = _accept(application, read_ticked(request.POST), **_by(request))
    except ValuesRefused as refused:
        return _again(request, application, {f"{key}-slip": reason for key, reason in refused.reasons.items()})
    except (MoveRefused, TakenOver, PapersError) as refused:
        return _refused(request, application, refused)
    if put_right:
        messages.success(request, PUT_RIGHT.format("、".join(put_right)))
    return _issued(request, application, paper)


@transaction.atomic
def _accept(
    application: UUID, ticked: Ticked, *, actor: Actor, now: datetime, version: int
) -> tuple[PaperInfo, tuple[str, ...]]:
    """Slips put right on the spot are part of the acceptance: both, or neither."""
    slips = {key: ticked.texts.get(f"{key}-slip", "") for key in ticked.slips}
    put_right = correct_on_the_spot(application=application, values=slips, actor=actor, now=now) if slips else ()
    return accept_application(application=application, actor=actor, now=now, version=version), put_right


@at_window(Action.CASE_CORRECT)
@require_POST
def correct(request: HttpRequest, application: UUID) -> HttpResponseBase:
    """First the whole notice to read once more, then the notice itself: it is given only once."""
    act, ticked = request.POST.get("act", ""), read_ticked(request.POST)
    opened = open_application(application, actor=actor_of(request))
    if act == "edit":
        return page(request, "application", about_application(opened, ticked=ticked))
    if errors := unsaid(opened, ticked):
        return _again(request, application, errors)
    if act == "ask":
        return _ask_for_more(request, opened, ticked)
    if act != "confirmed":
        return page(request, "correction_check", _notice(request, opened, ticked))
    try:
        papers = ask_correction(application=application, defects=defects_of(opened, ticked), **_by(request))
    except (MoveRefused, TakenOver, PapersError) as refused:
        return _refused(request, application, refused)
    return _issued(request, application, *papers)


def _ask_for_more(request: HttpRequest, opened: Opened, ticked: Ticked) -> HttpResponseBase:
    """A second notice that asks more goes to the head of the body first."""
    application = opened.detail.info.public_id
    try:
        ask_for_more(
            application=application,
            defects=defects_of(opened, ticked),
            reason=request.POST.get("reason", ""),
            **_by(request),
        )
    except MoveRefused as refused:
        return page(request, "correction_check", _notice(request, opened, ticked), errors=refused.reasons)
    except TakenOver as refused:
        return _refused(request, application, refused)
    messages.success(request, ASKED)
    return redirect("counter:application", application=application)


def _notice(request: HttpRequest, opened: Opened, ticked: Ticked) -> dict[str, Any]:
    reason = request.POST.get("reason", "")
    return about_notice(opened, ticked, actor=actor_of(request)) | {"reason": reason}


@at_window(Action.CASE_REFUSE)
@require_http_methods(["GET", "POST"])
def refuse(request: HttpRequest, application: UUID) -> HttpResponseBase:
    """Refuse acceptance with reason, law and competent body; each body concerned does so in a paper of its own."""
    opened = open_application(application, actor=actor_of(request))
    if request.method != "POST":
        return page(request, "refuse", about_refusal(opened, request.POST))
    chosen = [case.public_id for case in opened.received if str(case.public_id) in request.POST.getlist("cases")]
    if not chosen:
        return page(request, "refuse", about_refusal(opened, request.POST), errors={"cases": NOTHING_CHOSEN})
    try:
        papers = refuse_acceptance(
            application=application,
            rejection=read_rejection(opened, request.POST),
            cases=chosen,
            not_required=request.POST.get("kind") == NEEDLESS,
            **_by(request),
        )
    except MoveRefused as refused:
        return page(request, "refuse", about_refusal(opened, request.POST), errors=refused.reasons)
    except (TakenOver, PapersError) as refused:
        return _refused(request, application, refused)
    return _issued(request, application, *papers)


@at_window(Action.FILE_READ)
@require_GET
def application_file(request: HttpRequest, application: UUID, file: UUID) -> HttpResponse:
    """One file of the application; the look is on the access log."""
    return file_answer(*open_file(application, file=file, actor=actor_of(request), purpose=PURPOSE, now=clock.now()))


def _by(request: HttpRequest) -> dict[str, Any]:
    """Who does it, when, and which state of the application was on the screen."""
    version = request.POST.get("version", "")
    if not version.isascii() or not version.isdigit():
        raise BadRequest(NO_VERSION)
    return {"actor": actor_of(request), "now": clock.now(), "version": int(version[:18])}


def _issued(request: HttpRequest, application: UUID, *papers: PaperInfo) -> HttpResponse:
    for paper in papers:
        messages.success(request, ISSUED.format(paper.title, paper.number))
    return redirect("counter:application", application=application)


def _refused(request: HttpRequest, application: UUID, refused: MoveRefused | TakenOver | PapersError) -> HttpResponse:
    reasons = refused.reasons if isinstance(refused, MoveRefused) else {"": str(refused)}
    return _again(request, application, reasons)


def _again(request: HttpRequest, application: UUID, errors: Mapping[str, str]) -> HttpResponse:
    """The page as it is now, with the marks of the clerk kept."""
    opened = open_application(application, actor=actor_of(request))
    return page(request, "application", about_application(opened, ticked=read_ticked(request.POST)), errors=errors)
