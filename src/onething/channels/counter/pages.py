"""What every page of the counter shares: who sits here, the way around, and what strangers are told."""

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

from onething.modules.delivery.api import DeliveryNotFound
from onething.modules.handling.api import CaseNotFound
from onething.modules.identity.api import Account, list_posts
from onething.modules.intake.api import NotFound
from onething.platform import clock
from onething.platform.permissions import Action, Role, actor_of, requires

View = Callable[..., HttpResponseBase]
NOT_A_WINDOW = "这些页面只给综合窗口使用。请换用综合窗口的岗位登录。"


def at_window(action: Action) -> Callable[[View], View]:
    """Let window clerks through who have the action; what is not theirs is answered as if it did not exist."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if actor_of(request).role is not Role.WINDOW_CLERK:
                raise PermissionDenied(NOT_A_WINDOW)
            try:
                return view(request, *args, **kwargs)
            except (NotFound, CaseNotFound, DeliveryNotFound, ObjectDoesNotExist) as error:
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
    return render(request, f"counter/{name}.html", shown, using="jinja2", status=status)


def place_words(request: HttpRequest) -> tuple[str, ...]:
    """Name, post and window of the one who is logged in."""
    account, actor = request.user, actor_of(request)
    if not isinstance(account, Account):
        return ()
    post = next((p for p in list_posts(account, on=clock.today()) if p.public_id == actor.post), None)
    if post is None:
        return (account.display_name,)
    window = (f"{post.window_number}号窗口",) if post.window_number else ()
    return (account.display_name, post.title, *window)
