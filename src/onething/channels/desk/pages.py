"""What every page of the desk shares: who sits here, and what strangers are told."""

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.messages import get_messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from onething.modules.handling.api import CaseNotFound
from onething.modules.identity.api import Account, list_posts
from onething.modules.intake.api import NotFound
from onething.modules.organisation.api import bodies
from onething.platform import clock
from onething.platform.permissions import Action, Role, actor_of, requires

View = Callable[..., HttpResponseBase]
NOT_A_DESK = "这些页面只给部门审批人员使用。请换用部门审批的岗位登录。"


def at_desk(action: Action) -> Callable[[View], View]:
    """Let officers through who have the action; what is not theirs is answered as if it did not exist."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if actor_of(request).role is not Role.APPROVER:
                raise PermissionDenied(NOT_A_DESK)
            try:
                return view(request, *args, **kwargs)
            except (NotFound, CaseNotFound, ObjectDoesNotExist) as error:
                raise Http404 from error

        return requires(action)(never_cache(checked))

    return decorate


def page(
    request: HttpRequest, name: str, context: Mapping[str, Any], *, errors: Mapping[str, str] | None = None
) -> HttpResponse:
    """The page of this name; with errors it says so in title, summary, field and status."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    shown = {
        **context,
        "errors": dict(errors or {}),
        "place": place_words(request),
        "told": [str(message) for message in get_messages(request)],
    }
    return render(request, f"desk/{name}.html", shown, using="jinja2", status=status)


def place_words(request: HttpRequest) -> tuple[str, ...]:
    """Name, post and body of the one who is logged in."""
    account, actor = request.user, actor_of(request)
    if not isinstance(account, Account):
        return ()
    title = next((p.title for p in list_posts(account, on=clock.today()) if p.public_id == actor.post), "")
    body = bodies([actor.body_code]).get(actor.body_code)
    return tuple(word for word in (account.display_name, title, body.name if body else "") if word)
