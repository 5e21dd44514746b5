"""The applicant reads the right to a hearing, asks for one or gives it up, sees time and place, and reads the record."""

from collections.abc import Mapping
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from onething.channels.design.hearings import about_hearing
from onething.channels.design.sessions import read_number
from onething.channels.portal.citizens import for_citizen
from onething.channels.portal.progress.views import for_owner, page, source_of
from onething.core.lifecycle import HEARING, HEARING_APPLICATION, HearingState, RightUse
from onething.modules.handling.api import MoveRefused
from onething.modules.hearings.api import (
    Challenge,
    HearingInfo,
    HearingNotFound,
    HearingRefused,
    announced_hearings,
    ask,
    challenge,
    hearing_for,
    waive,
)
from onething.modules.intake.api import application_of
from onething.platform import clock
from onething.platform.permissions import Action, actor_of, public

NO_ACT = "没有选择要做什么。请返回重试。"


@public
@require_safe
def announced(request: HttpRequest) -> HttpResponse:
    """What is announced to everybody: which item, where and when; nothing of anybody's."""
    found = announced_hearings(today=clock.today(), after=request.GET.get("after"))
    return render(request, "portal/progress/announced.html", {"rows": found.rows, "next": found.next}, using="jinja2")


@for_citizen(Action.HEARING_ASK)
@never_cache
@require_http_methods(["GET", "POST"])
@for_owner
def hearing(request: HttpRequest, application: UUID, hearing: UUID) -> HttpResponseBase:
    """One's own hearing."""
    found = hearing_for(hearing, actor=actor_of(request), now=clock.now())
    if found.application != application:
        raise HearingNotFound
    errors: Mapping[str, str] = {}
    if request.method == "POST":
        try:
            _act(request, found)
            return redirect("portal:hearing", application=application, hearing=hearing)
        except (HearingRefused, MoveRefused) as refused:
            errors = refused.reasons
    context = {
        **about_hearing(found, today=clock.today()),
        "days": (HEARING_APPLICATION.span.label, HEARING.span.label),
        "can_ask": _can_ask(found),
        "can_waive": found.open and found.applicant.right is not None and found.applicant.right.use is not RightUse.WAIVED,
        "can_challenge": found.state is HearingState.SUMMONED and found.challenge is not Challenge.OPEN,
        "said": str(request.POST.get("challenge", "")),
        "errors": errors,
    }  # fmt: skip
    detail = application_of(application, actor=actor_of(request))
    return page(request, "hearing", detail, source_of(detail), **context)


def _can_ask(found: HearingInfo) -> bool:
    right = found.applicant.right
    return bool(right and found.open and right.use is not RightUse.ASKED and clock.today() <= right.ask_by)


def _act(request: HttpRequest, found: HearingInfo) -> None:
    version, actor, now = read_number(request.POST.get("version", "")), actor_of(request), clock.now()
    match request.POST.get("act"):
        case "ask":
            ask(hearing=found.public_id, version=version, actor=actor, now=now)
        case "waive":
            waive(hearing=found.public_id, version=version, actor=actor, now=now)
        case "challenge":
            reason = str(request.POST.get("challenge", ""))
            challenge(hearing=found.public_id, reason=reason, version=version, actor=actor, now=now)
        case _:
            raise BadRequest(NO_ACT)
