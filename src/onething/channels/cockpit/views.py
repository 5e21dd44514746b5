"""The supervisor's two pages: what is to be looked at, and the log of one case. Nothing can be done here."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from onething.channels.cockpit.concerns_page import about_concerns
from onething.channels.design.case_words import deadline_words, state_words
from onething.channels.design.wording import channel_word
from onething.channels.design.working import View, only_for, place_words, working_page
from onething.modules.handling.api import ConcernKind, days_left, log_for_supervisor
from onething.platform import clock
from onething.platform.permissions import Action, Role, actor_of

NOT_A_SUPERVISOR = "这些页面只给督查人员使用。请换用督查的岗位登录。"
PURPOSE = "督查办件"


def for_supervisors(view: View) -> View:
    """Let supervisors through, who read the cases of their region."""
    return only_for((Role.SUPERVISOR,), NOT_A_SUPERVISOR, Action.CASE_READ)(require_safe(view))


@for_supervisors
def concerns(request: HttpRequest) -> HttpResponse:
    """One address for all kinds, of all bodies or of one."""
    asked = request.GET.get("kind", "")
    context = about_concerns(
        kind=ConcernKind.of(asked) if asked in set(ConcernKind) else ConcernKind.OVERDUE,
        body=request.GET.get("body", ""),
        after=request.GET.get("after"),
        actor=actor_of(request),
        now=clock.now(),
    )
    return working_page(request, "cockpit/concerns.html", context, place=place_words(request))


@for_supervisors
def case(request: HttpRequest, case: UUID) -> HttpResponse:
    """The log of one case; neither form nor files are opened, and the applicant is masked."""
    info, found, log = log_for_supervisor(case, actor=actor_of(request), purpose=PURPOSE, now=clock.now())
    context = {
        "case": info,
        "channel": channel_word(info.channel),
        "state": state_words(info),
        "deadline": deadline_words(info, days_left(info, today=clock.today())),
        "concerns": found,
        "log": log,
    }
    return working_page(request, "cockpit/case.html", context, place=place_words(request))
