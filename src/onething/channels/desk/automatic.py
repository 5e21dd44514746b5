"""Requests for a person: what was decided by rule, over which data, and the officer's answer (人工复核)."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from onething.channels.desk.decisions import Refused, reasons_of
from onething.channels.desk.pages import at_desk, page
from onething.modules.handling.api import answer_request, asked_for_person
from onething.platform import clock
from onething.platform.permissions import Action, actor_of, may_at_all

ANSWERED = "答复已发给申请人，在办理进度里可以看到。"
NO_CASE = "没有写明答复哪一件。请返回重试。"


@at_desk(Action.CASE_READ)
@require_http_methods(["GET", "POST"])
def requests(request: HttpRequest) -> HttpResponseBase:
    """What waits in this body, the oldest first, each with its place for the answer."""
    actor = actor_of(request)
    errors: dict[str, str] = {}
    about = request.POST.get("case", "")
    place = f"answer-{about}"
    answer = request.POST.get(place, "")
    if request.method == "POST":
        try:
            answer_request(case=_case(about), answer=answer, actor=actor, now=clock.now())
            messages.success(request, ANSWERED)
            return redirect("desk:automatic")
        except Refused as refused:
            errors = {place if field == "answer" else field: said for field, said in reasons_of(refused).items()}
    rows = asked_for_person(actor=actor, now=clock.now())
    answers = may_at_all(actor.role, Action.CASE_REEXAMINE)  # heads read them
    context = {"rows": rows, "answers": answers, "about": about, "typed": answer}
    return page(request, "automatic", context, errors=errors)


def _case(said: str) -> UUID:
    try:
        return UUID(said)
    except ValueError as wrong:
        raise BadRequest(NO_CASE) from wrong
