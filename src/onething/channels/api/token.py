"""The token endpoint (RFC 6749 4.4). Its errors are those of that document; only too many requests get ours."""

import base64
import binascii
from http import HTTPStatus
from urllib.parse import unquote_plus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from oauth2_provider.views import TokenView

from onething.channels.api.problems import MethodUnknown, TooMany, answer_to
from onething.modules.clients.api import seconds_to_wait
from onething.platform import clock
from onething.platform.permissions import public

TOKENS_A_MINUTE = 20
_issue = TokenView.as_view()


@public
@csrf_exempt
@sensitive_post_parameters("client_secret")
def token(request: HttpRequest) -> HttpResponseBase:
    """Exchange id and secret for a token of a quarter of an hour; guessing is slow, whoever guesses."""
    if request.method != "POST":
        return answer_to(MethodUnknown(("POST",)))
    client = _name_of(request)
    if "\x00" in unquote_plus(client):  # as the library reads it, and no database has it
        return JsonResponse({"error": "invalid_client"}, status=HTTPStatus.UNAUTHORIZED)
    name = f"token:{client}"[:64]
    if seconds := seconds_to_wait(client=name, now=clock.now(), limit=TOKENS_A_MINUTE):
        return answer_to(TooMany(seconds))
    answer: HttpResponse = _issue(request)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _name_of(request: HttpRequest) -> str:
    """What the client calls itself, in the header or in the form; unreadable ones count together."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return str(request.POST.get("client_id", ""))
    try:
        return base64.b64decode(given, validate=True).decode().partition(":")[0]
    except (binascii.Error, UnicodeDecodeError):
        return ""
