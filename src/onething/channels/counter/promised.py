"""The applicant brings a promised material to the window: the clerk enters all its pages at once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from onething.channels.counter.pages import at_window, page
from onething.modules.handling.api import supply_promised
from onething.modules.intake.api import FileRefused, NotFound, application_of
from onething.modules.pledge.api import PromiseKind, promises_of
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

SUPPLIED = "“{}”已收到，有关的事项继续办理。"


@at_window(Action.APPLICATION_SUBMIT)
@require_http_methods(["GET", "POST"])
def promised(request: HttpRequest, application: UUID, key: str) -> HttpResponseBase:
    """What was promised, by when, and its pages."""
    actor = actor_of(request)
    info = application_of(application, actor=actor).info
    promise = next((one for one in promises_of(application) if one.material == key), None)
    if promise is None:
        raise NotFound
    if not promise.open or promise.kind is not PromiseKind.DEFERRAL:
        return redirect("counter:application", application=application)
    context = {"application": info, "promise": promise}
    if request.method != "POST":
        return page(request, "promised", context)
    pages = [(upload.name or "", upload.read()) for upload in request.FILES.getlist("file")]
    try:
        supply_promised(application=application, material=key, pages=pages, actor=actor, now=clock.now())
    except FileRefused as refused:
        return page(request, "promised", context, errors={"file": str(refused)})
    messages.success(request, SUPPLIED.format(promise.name))
    return redirect("counter:application", application=application)
