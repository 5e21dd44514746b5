"""The window hands the correction notice to the applicant, where it tells people only when it has reached them (送达)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from onething.channels.counter.application_page import untold_by
from onething.channels.counter.pages import at_window, page
from onething.channels.design.sessions import read_number
from onething.modules.handling.api import MoveRefused, TakenOver, cases_of, hand_over_notice, version_of
from onething.modules.intake.api import application_of
from onething.modules.papers.api import papers_of
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

SERVED = "已登记送达，受理期限停止。请打印《送达回证》，请来人签名。"


@at_window(Action.CASE_CORRECT)
@require_http_methods(["GET", "POST"])
def serve(request: HttpRequest, application: UUID) -> HttpResponseBase:
    """The papers to print, and the name on the document of the person who gets them."""
    actor, now = actor_of(request), clock.now()
    cases = cases_of(application=application, actor=actor)
    papers = papers_of(application=application, actor=actor)
    document = request.POST.get("document", "")
    context = {
        "application": application_of(application, actor=actor).info,
        "told_by": untold_by(cases),
        "papers": [paper for paper in papers if paper.kind == "correction" and not paper.revoked],
        "version": version_of(cases),
        "document": document,
    }
    if request.method != "POST":
        return page(request, "serve", context)
    version = read_number(request.POST.get("version", ""))
    try:
        hand_over_notice(application=application, document=document, actor=actor, now=now, version=version)
    except MoveRefused as refused:
        return page(request, "serve", context, errors=refused.reasons)
    except TakenOver as refused:
        return page(request, "serve", context, errors={"": str(refused)})
    messages.success(request, SERVED)
    return redirect("counter:application", application=application)
