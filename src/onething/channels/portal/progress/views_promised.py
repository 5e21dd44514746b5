"""One promised material after filing: hand it in, or before acceptance take the promise back."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from onething.channels.portal.citizens import for_citizen
from onething.channels.portal.progress.owed import promises_shown
from onething.channels.portal.progress.views import for_owner, page, source_of
from onething.modules.handling.api import MoveRefused, cases_of, supply_promised, take_back_promise
from onething.modules.intake.api import FileRefused, application_of
from onething.platform import clock
from onething.platform.permissions import Action, Actor, actor_of


@for_citizen(Action.APPLICATION_SUBMIT)
@never_cache
@require_http_methods(["GET", "POST"])
@for_owner
def promised(request: HttpRequest, application: UUID, key: str) -> HttpResponseBase:
    """What was promised, by when, and the way to keep it."""
    actor = actor_of(request)
    detail = application_of(application, actor=actor)
    cases = cases_of(application=application, actor=actor)
    shown = promises_shown(application, cases, today=clock.today())
    owed = next((one for one in shown if one.info.material == key), None)
    if owed is None:
        raise Http404
    if not (owed.supply or owed.take_back):
        return redirect("portal:application", application=application)
    error = _act(request, application, key, actor) if request.method == "POST" else ""
    if request.method == "POST" and not error:
        return redirect("portal:application", application=application)
    errors = {"file": error} if error else {}
    return page(request, "promised", detail, source_of(detail), owed=owed, errors=errors)


def _act(request: HttpRequest, application: UUID, key: str, actor: Actor) -> str:
    """Why it could not be done; empty when it was."""
    now = clock.now()
    try:
        if "take_back" in request.POST:
            take_back_promise(application=application, material=key, actor=actor, now=now)
        else:
            pages = [(upload.name or "", upload.read()) for upload in request.FILES.getlist("file")]
            supply_promised(application=application, material=key, pages=pages, actor=actor, now=now)
    except (MoveRefused, FileRefused) as refused:
        return str(refused)
    return ""
