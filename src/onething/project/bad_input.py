"""Keep what no field may hold (U+0000, lone surrogates) and what is too large from every view.

A form's values get U+FFFD instead, so that its fields say what is wrong and nothing else typed is lost.
"""

import codecs
import json
import re
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils.http import parse_header_parameters

from onething.project.problems import problem

DEEPEST_JSON = 100
LONGEST_TYPE = 100
UNREADABLE = "onething.unreadable_content_type"
UNUSABLE = re.compile("[\0\ud800-\udfff]")
UNSEEN = "有无法保存的不可见字符(可能是复制粘贴带来的)。请删掉后重新输入。"
OWN_READERS = ("/api/v1/department-systems/", "/api/v1/payments/")
"""Signed bytes: who sent them is asked first, and what cannot be read is refused there and kept for people to see."""


class UnusableInput(ValueError):
    """Input that is refused; the text is for people."""


class Utf8Only:
    """Around Django, which obeys a charset before any middleware is asked: `charset=hex` broke it with a bare 500.

    The claim is taken away here and refused by the middleware, with a page.
    """

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Pass the request on; an unreadable content type only as a mark."""
        claimed = environ.get("CONTENT_TYPE", "")
        if not _is_utf8(claimed):
            environ = {**environ, "CONTENT_TYPE": claimed.partition(";")[0][:LONGEST_TYPE], UNREADABLE: claimed}
        return self.application(environ, start_response)


def _is_utf8(content_type: str) -> bool:
    try:
        charset = parse_header_parameters(content_type)[1].get("charset", "utf-8")
        return codecs.lookup(charset).name in {"utf-8", "ascii"}
    except (LookupError, ValueError):
        return False


class BadInputMiddleware:
    """Looks through path, query, form, file names and JSON body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer 400 or 413 in plain Chinese, or pass the request on."""
        try:
            look_through(request)
        except UnusableInput as error:
            return _refuse(request, str(error))
        except RequestDataTooBig:
            return _too_large(request)
        except SuspiciousOperation:
            return _refuse(request, "提交的内容字段或文件太多，或格式不对，系统没有接收。")
        return self.get_response(request)


def look_through(request: HttpRequest) -> None:
    """Raise UnusableInput for the first unusable text."""
    _check_texts((request.path, request.META.get("QUERY_STRING", "")), place="网址")
    for name, values in request.GET.lists():
        _check_texts((name, *values), place="网址")
    if request.path.startswith(OWN_READERS):
        return
    if UNREADABLE in request.META:
        raise UnusableInput("提交的内容声明了别的文字编码，本系统只收 UTF-8。请把编码改成 UTF-8 后重新提交。")
    if request.content_type == "application/json":
        _check_json(request.body)
    elif request.method == "POST":
        _check_texts(tuple(request.POST), place="表单")
        _look_at_form(request)
        for name, file in request.FILES.items():
            _check_texts((name, str(file)), place="文件名")


def is_unusable(text: str) -> bool:
    """Whether the text holds U+0000 or half of a surrogate pair."""
    return UNUSABLE.search(text) is not None


def _look_at_form(request: HttpRequest) -> None:
    """Systems are told which field it is; people find what they typed in its place again."""
    bad = [name for name, values in request.POST.lists() if any(is_unusable(str(value)) for value in values)]
    if bad and request.path.startswith("/api/"):
        raise UnusableInput(f"“{bad[0]}”这一栏里{UNSEEN}")
    if bad:
        request.POST = _mended(request.POST)  # type: ignore[assignment]


def _mended(form: QueryDict) -> QueryDict:
    """The form with U+FFFD where nothing usable stood."""
    mended = form.copy()
    for name, values in form.lists():
        mended.setlist(name, [UNUSABLE.sub("\ufffd", str(value)) for value in values])
    return mended


def _check_texts(texts: tuple[str, ...], *, place: str) -> None:
    if any(is_unusable(text) for text in texts):
        raise UnusableInput(f"{place}里{UNSEEN}")


def _check_json(body: bytes) -> None:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnusableInput("提交的 JSON 读不懂:格式有误、层次太深或数字太长。请改正后重新提交。") from error
    _check_texts(tuple(_texts_of(content)), place="提交的内容")


def _texts_of(content: Any) -> Iterator[str]:
    waiting: list[tuple[Any, int]] = [(content, 0)]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEPEST_JSON:
            raise UnusableInput(f"提交的 JSON 超过 {DEEPEST_JSON} 层。请减少层次后重新提交。")
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from value
            waiting.extend((inner, depth + 1) for inner in value.values())
        elif isinstance(value, list):
            waiting.extend((inner, depth + 1) for inner in value)


def _refuse(request: HttpRequest, message: str) -> HttpResponse:
    return problem(
        request,
        status=HTTPStatus.BAD_REQUEST,
        title="提交的内容有误",
        message=message,
        next_steps=("返回上一页改正后重新提交，其他内容不用重填",),
    )


def _too_large(request: HttpRequest) -> HttpResponse:
    return problem(
        request,
        status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        title="提交的内容太大",
        message="一次提交的文字超过了 2 MB,系统没有接收。",
        next_steps=("删减文字，或把大段内容作为附件上传后重新提交",),
    )
