"""The door for the payment gateway: signed notifications of what became of purchases; no token, no cookie opens it."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from onething.channels.api.departments import Unsigned
from onething.channels.api.problems import ApiProblem, MethodUnknown, TooLarge, answer_to
from onething.modules.payments.api import NewsOutcome, take_notification
from onething.platform import clock
from onething.platform.permissions import public

LARGEST = 16 * 1024
REFUSED = {NewsOutcome.DISPUTED, NewsOutcome.UNKNOWN}


@public
@csrf_exempt
def notification(request: HttpRequest) -> HttpResponse:
    """200: carried out now or before; 422: signed, and not believed; the gateway need not send either again."""
    try:
        outcome = _take(request)
    except ApiProblem as problem:
        return answer_to(problem)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if outcome in REFUSED else HTTPStatus.OK
    content = {"outcome": outcome.value, "detail": outcome.label}
    answer = JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _take(request: HttpRequest) -> NewsOutcome:
    if request.method != "POST":
        raise MethodUnknown(("POST",))
    if len(request.body) > LARGEST:
        raise TooLarge(f"一个通知最多 {LARGEST} 字节。")
    outcome = take_notification(
        message_id=request.headers.get("webhook-id", ""),
        timestamp=request.headers.get("webhook-timestamp", ""),
        signature=request.headers.get("webhook-signature", ""),
        body=request.body,
        now=clock.now(),
    )
    if outcome is NewsOutcome.UNSIGNED:
        raise Unsigned
    return outcome
