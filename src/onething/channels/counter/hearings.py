"""A hearing at the window: whoever was told of the right comes with a document, and asks for it or gives it up."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from onething.channels.counter.pages import at_window, page
from onething.channels.design.hearings import USES, about_hearing
from onething.channels.design.sessions import read_number
from onething.core.lifecycle import RightUse
from onething.modules.handling.api import MoveRefused
from onething.modules.hearings.api import HearingRefused, hearing_for, receive
from onething.modules.papers.api import PapersError
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

TAKEN = "已登记：{}。办理部门马上可以看到。"


@at_window(Action.HEARING_RECEIVE)
@require_http_methods(["GET", "POST"])
def hearing(request: HttpRequest, hearing: UUID) -> HttpResponseBase:
    """What the hearing is about and until when it can be asked for; nobody's name but the applicant's, masked."""
    actor, now = actor_of(request), clock.now()
    found = hearing_for(hearing, actor=actor, now=now)
    typed = {name: str(request.POST.get(name, "")) for name in ("name", "use")}
    context = {**about_hearing(found, today=clock.today()), "typed": typed, "uses": USES}
    if request.method != "POST":
        return page(request, "hearing", context)
    use = RightUse.of(typed["use"]) if typed["use"] in set(RightUse) else None
    version = read_number(str(request.POST.get("version", "")))
    try:
        receive(hearing=hearing, name=typed["name"], use=use, version=version, actor=actor, now=now)
    except (HearingRefused, MoveRefused) as refused:
        return page(request, "hearing", context, errors=dict(refused.reasons))
    except PapersError as refused:
        return page(request, "hearing", context, errors={"": str(refused)})
    messages.success(request, TAKEN.format(next(one["label"] for one in USES if one["value"] == typed["use"])))
    return redirect("counter:application", application=found.application)
