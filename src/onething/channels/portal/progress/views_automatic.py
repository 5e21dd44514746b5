"""Ask that a person looks at what was decided by rule (人工复核)."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from onething.channels.portal.citizens import for_citizen
from onething.channels.portal.filing.pages import REFUSED
from onething.channels.portal.progress.views import for_owner
from onething.modules.handling.api import CaseNotFound, MoveRefused, ask_person, automatic_of
from onething.platform import clock
from onething.platform.permissions import Action, actor_of


@for_citizen(Action.APPLICATION_SUBMIT)
@never_cache
@require_http_methods(["GET", "POST"])
@for_owner
def automatic(request: HttpRequest, application: UUID, case: UUID) -> HttpResponseBase:
    """The rule and its data, and the place to ask."""
    actor = actor_of(request)
    made = next((one for one in automatic_of(application, actor=actor) if one.case.public_id == case), None)
    if made is None:
        raise CaseNotFound
    errors: dict[str, str] = {}
    said = request.POST.get("request", "")
    if request.method == "POST":
        try:
            ask_person(application=application, case=case, request=said, actor=actor, now=clock.now())
            return redirect("portal:application", application=application)
        except MoveRefused as refused:
            errors = refused.reasons
    context = {
        "application": application,
        "one": made,
        "said": said,
        "open": made.asked_at is None and clock.today() <= made.ask_by,
        "errors": errors,
    }
    return render(request, "portal/progress/automatic.html", context, using="jinja2", status=REFUSED if errors else 200)
