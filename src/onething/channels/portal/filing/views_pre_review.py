"""Ask the window to look at the complete draft before submitting it (预审), or take that back. It is no acceptance."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from onething.channels.portal.citizens import for_citizen
from onething.channels.portal.filing.pages import answers_for_people, problem
from onething.modules.consultation.api import ConsultationRefused, ask_pre_review, take_back_pre_review
from onething.modules.intake.api import Unfinished
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

TAKE_BACK = "take_back"


@for_citizen(Action.PRE_REVIEW_ASK)
@never_cache
@require_POST
@answers_for_people
def pre_review(request: HttpRequest, draft: UUID) -> HttpResponseBase:
    """Asking leads to the task list, which says by when there is an answer; what is missing stands on the page of checking."""
    if request.POST.get("act") == TAKE_BACK:
        take_back_pre_review(draft=draft, actor=actor_of(request), now=clock.now())
        return redirect("portal:draft", draft=draft)
    try:
        ask_pre_review(draft=draft, actor=actor_of(request), now=clock.now())
    except Unfinished:
        return redirect("portal:draft-check", draft=draft)
    except ConsultationRefused as refused:
        return problem(
            request,
            title="现在不能请窗口预审",
            message=str(refused),
            next_steps=("预审不是必经的，可以直接核对并提交",),
            retry_url=reverse("portal:draft-check", args=[draft]),
            retry_label="返回核对并提交",
        )
    return redirect("portal:draft", draft=draft)
