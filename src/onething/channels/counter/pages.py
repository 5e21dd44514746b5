"""What every page of the counter shares: who sits here, the way around, and what strangers are told."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from onething.channels.design.working import View, only_for, working_page
from onething.modules.identity.api import Account, post_of
from onething.platform.permissions import Action, Role

NOT_A_WINDOW = "这些页面只给综合窗口使用。请换用综合窗口的岗位登录。"


def at_window(action: Action) -> Callable[[View], View]:
    """Let window clerks through who have the action."""
    return only_for((Role.WINDOW_CLERK,), NOT_A_WINDOW, action)


def page(
    request: HttpRequest, name: str, context: Mapping[str, Any], *, errors: Mapping[str, str] | None = None
) -> HttpResponse:
    """The page of this name in the counter's frame."""
    return working_page(request, f"counter/{name}.html", context, place=place_words(request), errors=errors)


def place_words(request: HttpRequest) -> tuple[str, ...]:
    """Name, post and window of the one who is logged in."""
    account, post = request.user, post_of(request)
    if not isinstance(account, Account):
        return ()
    if post is None:
        return (account.display_name,)
    return tuple(word for word in (account.display_name, post.title, window_words(request)) if word)


def window_words(request: HttpRequest) -> str:
    """Which window this is; empty for a post without one."""
    post = post_of(request)
    return f"{post.window_number}号窗口" if post and post.window_number else ""
