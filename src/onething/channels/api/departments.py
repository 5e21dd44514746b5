"""The door for the business systems of bodies: signed reports about cases handed to them, and the files of those cases.

No token here: the shared secret signs both directions (Standard Webhooks), so a body's system needs one thing to connect.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from onething.channels.api.problems import (
    ApiProblem,
    MethodUnknown,
    NothingThere,
    TooLarge,
    answer_to,
)
from onething.modules.handling.api import (
    LARGEST_REPORT,
    CaseNotFound,
    ReportOutcome,
    file_for_system,
    is_from_system,
    take_report,
)
from onething.modules.intake.api import NotFound
from onething.platform import clock
from onething.platform.permissions import public

LONGEST_DELIVERY = 100
View = Callable[..., HttpResponse]


class Unsigned(ApiProblem):
    """Not signed by the system of this body a moment ago; never tells which of it is wrong."""

    code, status, title = "api.unsigned", HTTPStatus.UNAUTHORIZED, "签名不对"

    def __init__(self) -> None:
        super().__init__(
            "没有签名、签名不对，或时间相差超过 5 分钟。请用双方约定的密钥对“webhook-id.webhook-timestamp.正文”签名，并校准时钟。"
        )


def _signed(method: str) -> Callable[[View], View]:
    """Let through what the body's own system signed; everything else hears the same."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, body: str, **kwargs: UUID) -> HttpResponse:
            try:
                _check(request, body, method)
                return view(request, body, **kwargs)
            except ApiProblem as problem:
                return answer_to(problem)

        return public(csrf_exempt(checked))  # type: ignore[return-value] # no cookie opens this door

    return decorate


def _check(request: HttpRequest, body: str, method: str) -> None:
    if request.method != method:
        raise MethodUnknown((method,))
    if len(request.body) > LARGEST_REPORT:
        raise TooLarge(f"一个回传最多 {LARGEST_REPORT} 字节。")
    delivery = _delivery(request)
    named = len(delivery) <= LONGEST_DELIVERY and delivery.isascii() and delivery.isprintable()
    if not named or not is_from_system(
        body,
        message_id=delivery,
        timestamp=request.headers.get("webhook-timestamp", ""),
        signature=request.headers.get("webhook-signature", ""),
        body=request.body,
        now=clock.now(),
    ):
        raise Unsigned


@_signed("POST")
def report(request: HttpRequest, body: str) -> HttpResponse:
    """Take a report. 200: taken, whatever became of it; 422: refused and kept for people; the same delivery, the same answer."""
    text = request.body.decode("utf-8", "backslashreplace")
    taken = take_report(body_code=body, delivery=_delivery(request), body=text, now=clock.now())
    refused = taken.verdict.outcome is ReportOutcome.REFUSED
    content = {
        "delivery": taken.delivery,
        "outcome": taken.verdict.outcome.value,
        "detail": taken.verdict.detail,
    }
    answer = JsonResponse(
        content,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK,
        json_dumps_params={"ensure_ascii": False},
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@_signed("GET")
def file(request: HttpRequest, body: str, *, case: UUID, file: UUID) -> HttpResponse:
    """A file of a case handed to this system. The signature is made for this very file: its id is the `webhook-id`."""
    if _delivery(request) != str(file):
        raise Unsigned
    try:
        kept, content = file_for_system(body, case=case, file=file, now=clock.now())
    except (CaseNotFound, NotFound) as error:
        raise NothingThere from error
    headers = {"Cache-Control": "no-store", "Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kept.media_type, headers=headers)


def _delivery(request: HttpRequest) -> str:
    return request.headers.get("webhook-id", "")
