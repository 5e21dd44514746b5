"""What every page of the desk shares: who sits here, and what strangers are told."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from onething.channels.design.working import View, only_for, place_words, working_page
from onething.modules.handling.api import count_late, way_of
from onething.platform import clock
from onething.platform.permissions import Action, Role, actor_of

AT_DESK = (Role.APPROVER, Role.BODY_HEAD)
ANSWERING = (*AT_DESK, Role.GOVERNMENT_HEAD)
NOT_A_DESK = "这些页面只给部门审批人员使用。请换用部门审批的岗位登录。"


def at_desk(action: Action) -> Callable[[View], View]:
    """Let officers through who have the action."""
    return only_for(AT_DESK, NOT_A_DESK, action)


def where_requests_are_answered(action: Action) -> Callable[[View], View]:
    """Let officers and heads through, the head of the government too, who has no other page of the desk."""
    return only_for(ANSWERING, NOT_A_DESK, action)


def page(
    request: HttpRequest, name: str, context: Mapping[str, Any], *, errors: Mapping[str, str] | None = None
) -> HttpResponse:
    """The page of this name in the desk's frame."""
    actor = actor_of(request)
    late = count_late(actor=actor, now=clock.now())
    shown = {**context, "way": way_of(actor)[0].value, "late": late, "head": actor.role is Role.BODY_HEAD}
    shown["government"] = actor.role is Role.GOVERNMENT_HEAD
    return working_page(request, f"desk/{name}.html", shown, place=place_words(request), errors=errors)
