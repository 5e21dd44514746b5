"""Every view says what it is for: `@requires(Action.X)` or `@public`; a test refuses a view that says neither."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.http import urlencode

from onething.platform.permissions.actors import actor_of
from onething.platform.permissions.rules import may_at_all
from onething.platform.permissions.terms import Action, Role

View = Callable[..., HttpResponseBase]
PUBLIC = "public"


def requires(action: Action) -> Callable[[View], View]:
    """Let through roles that have the action; the row itself is checked by the service's `access_` function."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            role = actor_of(request).role
            if may_at_all(role, action):
                return view(request, *args, **kwargs)
            if role is Role.ANONYMOUS:
                return _to_login(request)
            raise PermissionDenied("您当前的身份不能做这件事。如需办理，请换用有权限的账号或岗位登录。")

        return _mark(checked, action)

    return decorate


def public(view: View) -> View:
    """Mark a view that everybody may see and that touches nobody's data."""
    return _mark(view, PUBLIC)


def action_of(view: object) -> Action | str | None:
    """What the view says it is for; None when it says nothing."""
    return getattr(view, "onething_action", None)


def _to_login(request: HttpRequest) -> HttpResponseBase:
    """To the log-in page, and from there back to where the person was going."""
    way_back = _way_back(request)
    query = f"?{urlencode({'next': way_back})}" if way_back else ""
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}{query}")


def _way_back(request: HttpRequest) -> str:
    """The address itself; of a form that was sent, the page it was sent from: its own address may take no GET."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    page = urlsplit(request.headers.get("Referer", ""))
    return page._replace(scheme="", netloc="").geturl() if page.netloc == request.get_host() else ""


def _mark(view: View, action: Action | str) -> View:
    setattr(view, "onething_action", action)  # noqa: B010 - a function has no declared attributes
    return view
