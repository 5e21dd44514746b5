"""Personal pages of the portal are the applicant's alone: staff work at the counter and the desk, on record there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from onething.platform.permissions import Action, Role, actor_of, requires

View = Callable[..., HttpResponseBase]
NOT_A_CITIZEN = "这些页面只给申请人本人使用。工作人员请用窗口或审批页面办理；给自己办事，请退出后用本人身份登录。"


def for_citizen(action: Action) -> Callable[[View], View]:
    """Let citizens through who have the action; a reading of staff would stand in the access log as the owner's own."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if actor_of(request).role is not Role.CITIZEN:
                raise PermissionDenied(NOT_A_CITIZEN)
            return view(request, *args, **kwargs)

        return requires(action)(checked)

    return decorate
