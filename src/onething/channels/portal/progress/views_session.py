"""The applicant answers an appointment: the time suits, or another is needed."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from onething.channels.design.sessions import read_number
from onething.channels.portal.citizens import for_citizen
from onething.channels.portal.filing.pages import problem
from onething.channels.portal.progress.views import for_owner
from onething.modules.joint_sessions.api import SessionRefused, confirm, decline
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

LOOK = "回到办件页看最新情况"


@for_citizen(Action.JOINT_CONFIRM)
@never_cache
@require_POST
@for_owner
def answer(request: HttpRequest, application: UUID, session: UUID) -> HttpResponseBase:
    """Confirm, or say why not and when instead."""
    actor, now, version = actor_of(request), clock.now(), read_number(request.POST.get("version", ""))
    try:
        if request.POST.get("act") == "decline":
            reason = str(request.POST.get("reason", ""))
            decline(session=session, reason=reason, version=version, actor=actor, now=now)
        else:
            confirm(session=session, version=version, actor=actor, now=now)
    except SessionRefused as refused:
        return problem(request, title="没有保存", message=str(refused), next_steps=(LOOK,))
    return redirect("portal:application", application=application)
