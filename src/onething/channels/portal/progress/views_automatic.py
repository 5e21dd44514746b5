"""Ask that a person looks at what was decided by rule (人工复核)."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from onething.channels.portal.citizens import for_citizen
from onething.channels.portal.progress.views import for_owner, page, source_of
from onething.modules.handling.api import CaseNotFound, MoveRefused, ask_person, automatic_of
from onething.modules.intake.api import application_of
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
    detail = application_of(application, actor=actor)
    still_open = made.asked_at is None and clock.today() <= made.ask_by
    shown = {"one": made, "said": said, "open": still_open, "errors": errors}
    return page(request, "automatic", detail, source_of(detail), **shown)
