"""What comes to the window before or after a decision: views on paper (书面陈述、申辩), and a request for a person (人工复核)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from onething.channels.counter.pages import at_window, page
from onething.channels.design.sessions import read_day
from onething.core.lifecycle import STATEMENT
from onething.modules.handling.api import (
    CaseNotFound,
    MoveRefused,
    OnPaper,
    ask_person,
    automatic_of,
    statements_for,
    take_views,
)
from onething.modules.intake.api import application_of
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

KEPT = "已登记书面陈述、申辩。负责批复的人马上可以看到。"
ASKED = "已登记人工复核的申请。办理部门马上可以看到，答复写在办件进度里。"


@at_window(Action.APPLICATION_SUBMIT)
@require_http_methods(["GET", "POST"])
def statement(request: HttpRequest, application: UUID, approval: UUID) -> HttpResponseBase:
    """Which decision may be undone and until when views are heard; here the writing is kept with its day."""
    actor, now = actor_of(request), clock.now()
    found = statements_for(application, actor=actor, now=now)
    chosen = next((one for one in found if one.approval.public_id == approval), None)
    if chosen is None:
        raise CaseNotFound
    typed = {name: str(request.POST.get(name, "")) for name in ("statement", "received_on")}
    context = {
        "application": application_of(application, actor=actor).info,
        "chosen": chosen,
        "term": STATEMENT.basis,
        "typed": typed,
    }
    if request.method != "POST":
        return page(request, "statement", context)
    scan = request.FILES.get("scan")
    paper = OnPaper(received_on=read_day(typed["received_on"]), scan=(scan.name or "", scan.read()) if scan else None)
    try:
        take_views(
            application=application, approval=approval, statement=typed["statement"], paper=paper, actor=actor, now=now
        )
    except MoveRefused as refused:
        return page(request, "statement", context, errors=refused.reasons)
    messages.success(request, KEPT)
    return redirect("counter:application", application=application)


@at_window(Action.APPLICATION_SUBMIT)
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, application: UUID, case: UUID) -> HttpResponseBase:
    """What was decided by rule, and what the applicant wants looked at again."""
    actor = actor_of(request)
    made = next((one for one in automatic_of(application, actor=actor) if one.case.public_id == case), None)
    if made is None:
        raise CaseNotFound
    said = request.POST.get("request", "")
    context = {
        "application": application_of(application, actor=actor).info,
        "one": made,
        "said": said,
        "open": made.asked_at is None and clock.today() <= made.ask_by,
    }
    if request.method != "POST":
        return page(request, "person", context)
    try:
        ask_person(application=application, case=case, request=said, actor=actor, now=clock.now())
    except MoveRefused as refused:
        return page(request, "person", context, errors=refused.reasons)
    messages.success(request, ASKED)
    return redirect("counter:application", application=application)
