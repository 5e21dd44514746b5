"""Pages and answers (RFC 9457) for what went wrong: what is wrong, why, what to do next, and a reference."""

import logging
import sys
from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template import engines
from django.utils.html import format_html

from onething.channels.api.problems import problem_json
from onething.platform.database import Conflict, new_public_id
from onething.platform.permissions import Role, actor_of

log = logging.getLogger(__name__)
Handler = Callable[[HttpRequest], HttpResponseBase]
OUTAGE = (OperationalError, InterfaceError)
RETRY_SECONDS = 10
PAGE = "portal/problem.html"
BARE = (
    "<!doctype html><html lang=zh-CN><meta charset=utf-8><title>{0}</title><h1>{0}</h1><p>{1}<p><a href=/>回到首页</a>"
)
SHORT = 12  # the random end of a reference: what people read out; the operating log has the whole


def problem(
    request: HttpRequest, *, status: int, title: str, message: str, next_steps: tuple[str, ...]
) -> HttpResponse:
    """A page for people, or problem+json for systems, with a reference that also stands in the operating log."""
    reference = new_public_id()
    log.info("problem %s answered with %s (%s)", reference, status, title)
    if _wants_json(request):
        return _as_json(status=status, title=title, message=message, next_steps=next_steps, reference=reference)
    context = {"title": title, "message": message, "next_steps": next_steps, "reference": reference.hex[-SHORT:]}
    # A failing error page must not fail the answer: with a broken template or database, plain text remains.
    try:
        page = engines["jinja2"].get_template(PAGE).render(context | _way_on(request, status), request)
    except Exception:
        log.exception("the problem page could not be drawn")
        page = format_html(BARE, title, message)
    return HttpResponse(page, status=status)


def _way_on(request: HttpRequest, status: int) -> dict[str, str]:
    """The one button: the same page again when the fault was ours and nothing was sent, else where one works."""
    start = settings.STAFF_STARTS.get(actor_of(request).role.value, "")
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR and request.method == "GET":
        way = {"retry_url": request.get_full_path(), "retry_label": "再试一次"}
    else:
        way = {"retry_url": start or "/", "retry_label": "回到工作页面" if start else "回到首页"}
    return way | {"home_url": start or "/"}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the message of the exception is for people only when we wrote it."""
    text = str(exception)
    return problem(
        request,
        status=HTTPStatus.BAD_REQUEST,
        title="提交的内容有误",
        message=text if _is_chinese(text) else "这次提交的内容格式不对，系统读不懂，所以没有办理。",
        next_steps=("返回上一页，检查填写的内容后重新提交", "仍然不行时，请把下面的编号告诉窗口或热线"),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the identity is known and may not do this."""
    text = str(exception)
    return problem(
        request,
        status=HTTPStatus.FORBIDDEN,
        title="没有权限",
        message=text if _is_chinese(text) else "您当前的身份不能打开这个页面或做这件事。",
        next_steps=("换用有权限的账号或岗位登录", "需要开通权限的，请联系本单位的管理人员")
        if _is_staff(request)
        else ("换成办这件事的本人登录", "从首页或“我的办件”重新进入"),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """404: never tells whether the record exists for somebody else."""
    return problem(
        request,
        status=HTTPStatus.NOT_FOUND,
        title="没有找到这个页面",
        message="地址可能写错了、已经更换，或者这条记录不属于您。",
        next_steps=("检查地址是否完整", "从待办列表里重新打开" if _is_staff(request) else "从首页或“我的办件”进入"),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500; or 409 when somebody else was first, or 503 when the database is away for a moment."""
    error = sys.exc_info()[1]
    if isinstance(error, OUTAGE):
        return _outage(request)
    if isinstance(error, Conflict):
        return problem(
            request,
            status=HTTPStatus.CONFLICT,
            title="这条记录刚刚被别人改过",
            message=str(error),
            next_steps=("刷新页面，看现在的情况",),
        )
    return problem(
        request,
        status=HTTPStatus.INTERNAL_SERVER_ERROR,
        title="系统出错了",
        message="这是系统的问题，不是您填写的问题。这一步没有办成，之前已保存的内容都还在。",
        next_steps=("稍等一会儿再试一次", "仍然不行时，请把下面的编号告诉窗口或热线"),
    )


def explain_refused_method(get_response: Handler) -> Handler:
    """Django middleware: a 405 has no words of its own, and browsers show an error page of theirs instead."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        refused = get_response(request)
        opened = request.method == "GET" and "text/html" in request.headers.get("Accept", "")
        if refused.status_code != HTTPStatus.METHOD_NOT_ALLOWED or not opened:
            return refused
        answer = problem(
            request,
            status=HTTPStatus.METHOD_NOT_ALLOWED,
            title="这个地址不能直接打开",
            message="它只接收页面上按钮提交的内容。直接打开、刷新或收藏它，什么也不会发生。",
            next_steps=("从待办列表里重新打开" if _is_staff(request) else "从首页或“我的办件”重新进入",),
        )
        answer.headers["Allow"] = refused.headers["Allow"]
        return answer

    return handle


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """403: the form does not come from our own page, or that page is too old."""
    return problem(
        request,
        status=HTTPStatus.FORBIDDEN,
        title="页面已过期",
        message="为了防止他人冒用您的身份提交，过期页面上的内容没有被接收。",
        next_steps=("返回上一页并刷新，然后重新提交", "请确认浏览器允许本网站使用 Cookie"),
    )


def _outage(request: HttpRequest) -> HttpResponse:
    response = problem(
        request,
        status=HTTPStatus.SERVICE_UNAVAILABLE,
        title="系统正在恢复",
        message="数据库暂时连不上，通常十几秒内会自动恢复。这一步没有办成，之前已保存的内容都还在。",
        next_steps=(f"请在 {RETRY_SECONDS} 秒后重试",),
    )
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _is_staff(request: HttpRequest) -> bool:
    return actor_of(request).role not in {Role.ANONYMOUS, Role.CITIZEN}


def _wants_json(request: HttpRequest) -> bool:
    return request.path.startswith("/api/") or (
        request.get_preferred_type(["text/html", "application/json", "application/problem+json"]) != "text/html"
        and "json" in request.headers.get("Accept", "")
    )


def _as_json(*, status: int, title: str, message: str, next_steps: tuple[str, ...], reference: UUID) -> HttpResponse:
    return problem_json(status=status, title=title, detail=message, steps=next_steps, reference=reference)


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)
