"""Continue a licence from the page of the application that brought it: what is carried over is shown, then the draft opens."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from onething.channels.portal.citizens import for_citizen
from onething.channels.portal.filing.pages import answers_for_people, problem
from onething.channels.portal.progress.views import for_owner, page, source_of
from onething.modules.handling.api import CaseNotFound, MoveRefused, renew, renewal_for
from onething.modules.intake.api import application_of, carried_from
from onething.platform import clock
from onething.platform.permissions import Action, actor_of


@for_citizen(Action.APPLICATION_SUBMIT)
@never_cache
@require_http_methods(["GET", "POST"])
@answers_for_people
@for_owner
def renewal(request: HttpRequest, application: UUID, case: UUID) -> HttpResponseBase:
    """Until when it may be applied for, what stands in the earlier application, and the button."""
    actor, now = actor_of(request), clock.now()
    detail = application_of(application, actor=actor)
    offer = renewal_for(case=case, actor=actor, now=now)
    if offer.case.application != application:
        raise CaseNotFound
    if request.method == "POST":
        try:
            return redirect("portal:draft", draft=renew(case=case, actor=actor, now=now))
        except MoveRefused as refused:
            return problem(request, title="没有开始延续", message=str(refused), next_steps=("回到办件页看最新情况",))
    carried = carried_from(application, key=offer.case.key, actor=actor, now=now) if not offer.obstacles else None
    return page(request, "renewal", detail, source_of(detail), offer=offer, carried=carried)
