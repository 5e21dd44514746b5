"""Say one's view before a decision is undone (陈述、申辩); what was said can be put anew until the day is over."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from onething.channels.portal.citizens import for_citizen
from onething.channels.portal.progress.views import for_owner, page, source_of
from onething.core.lifecycle import STATEMENT
from onething.modules.handling.api import CaseNotFound, MoveRefused, state_views, statements_of
from onething.modules.intake.api import application_of
from onething.platform import clock
from onething.platform.permissions import Action, actor_of


@for_citizen(Action.APPLICATION_SUBMIT)
@never_cache
@require_http_methods(["GET", "POST"])
@for_owner
def statement(request: HttpRequest, application: UUID) -> HttpResponseBase:
    """What is intended and why stands in the notice; here is the place to answer it."""
    actor = actor_of(request)
    statements = statements_of(application, actor=actor)
    if not statements:
        raise CaseNotFound
    errors: dict[str, str] = {}
    about = request.POST.get("about") or request.GET.get("about")
    chosen = next((one for one in statements if str(one.approval.public_id) == about), statements[0])
    said = request.POST.get("statement", chosen.approval.statement)
    if request.method == "POST":
        try:
            state_views(
                application=application,
                approval=chosen.approval.public_id,
                statement=said,
                actor=actor,
                now=clock.now(),
            )
            return redirect("portal:application", application=application)
        except MoveRefused as refused:
            errors = refused.reasons
    detail = application_of(application, actor=actor)
    shown = {"term": STATEMENT.basis, "chosen": chosen, "said": said, "errors": errors}
    return page(request, "statement", detail, source_of(detail), **shown)
