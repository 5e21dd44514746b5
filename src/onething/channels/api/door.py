"""What every request passes, in this order: method, kind of content, token, share of the minute, scope, purpose, key.

The operation says what it needs with `@needs(...)`; the table of permissions still decides about every row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote_to_bytes
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from onething.channels.api.problems import (
    ApiProblem,
    KeyMissing,
    MediaType,
    MethodUnknown,
    PurposeMissing,
    ScopeMissing,
    TooMany,
    Unauthorized,
    VersionMissing,
    answer_to,
)
from onething.channels.api.translating import translate
from onething.modules.clients.api import ApiScope, KeptResponse, Pass, admit, begin, keep, let_go, seconds_to_wait
from onething.platform import clock
from onething.platform.permissions import Action, Actor, requires

LONGEST_KEY, LONGEST_PURPOSE = 100, 60
WRITING = frozenset({"POST", "PATCH", "DELETE"})
KEPT_HEADERS = ("Content-Type", "Location", "ETag")
Operation = Callable[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What an operation asks of its caller."""

    scope: ApiScope
    action: Action
    purpose: bool = False  # X-Purpose: personal data goes out
    key: bool = False  # Idempotency-Key: something is made
    version: bool = False  # If-Match: something that can change is changed
    media: str = "application/json"  # empty: takes no body


def needs(**given: Any) -> Callable[[Operation], Operation]:
    """Write on the operation what it needs."""

    def mark(operation: Operation) -> Operation:
        operation.needs = Needs(**given)  # type: ignore[attr-defined]
        return operation

    return mark


def guarded(view: Callable[..., HttpResponse], operations: dict[str, Needs]) -> Callable[..., HttpResponse]:
    """The address's view behind the door; `operations` are its methods."""
    first = next(iter(operations.values()))

    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return _enter(request, operations, lambda: view(request, *args, **kwargs))
        except Exception as error:
            if (problem := translate(error)) is None:
                raise
            return answer_to(problem)

    door = requires(first.action)(enter)  # says what it is for; asked again below, of the client and not of a browser
    enter.onething_action = door.onething_action  # type: ignore[attr-defined]
    enter.csrf_exempt = True  # type: ignore[attr-defined] # no cookie opens this door
    return enter


def actor_of_client(request: HttpRequest) -> Actor:
    """The client behind the request."""
    return _pass_of(request).actor


def client_of(request: HttpRequest) -> UUID:
    """The id of the client behind the request."""
    return _pass_of(request).client


def purpose_of(request: HttpRequest) -> str:
    """What the client wants the personal data for, as the access log keeps it."""
    given = request.headers.get("X-Purpose", "")
    try:
        purpose = unquote_to_bytes(given.encode("latin-1")).decode().strip()
    except UnicodeError as error:
        raise PurposeMissing from error
    if not 1 <= len(purpose) <= LONGEST_PURPOSE or not purpose.isprintable():
        raise PurposeMissing
    return purpose


def version_of_request(request: HttpRequest) -> str:
    """The entity tag in If-Match, without its quotes; a proxy that compresses may have weakened it."""
    return request.headers.get("If-Match", "").removeprefix("W/").strip('"')


def _enter(request: HttpRequest, operations: dict[str, Needs], go_on: Callable[[], HttpResponse]) -> HttpResponse:
    wanted = operations.get(request.method or "")
    if wanted is None:
        raise MethodUnknown(tuple(operations))
    passed = admit(request)
    if passed is None:
        raise Unauthorized
    now = clock.now()
    if seconds := seconds_to_wait(client=str(passed.client), now=now):
        raise TooMany(seconds)
    request.client_pass, request.actor = passed, passed.actor  # type: ignore[attr-defined]
    _check(request, wanted, passed)
    answer = _once(request, passed, go_on) if wanted.key else go_on()
    answer.headers["Cache-Control"] = "no-store"
    tag = answer.headers.get("ETag")
    asked = request.method == "GET" and "If-None-Match" in request.headers and "If-Match" not in request.headers
    fresh = get_conditional_response(request, etag=tag, response=answer) if tag and asked else answer
    return fresh if isinstance(fresh, HttpResponse) else answer


def _check(request: HttpRequest, wanted: Needs, passed: Pass) -> None:
    if wanted.scope.value not in passed.scopes:
        raise ScopeMissing(wanted.scope.value)
    if wanted.media and request.method in WRITING and request.content_type != wanted.media and _has_body(request):
        raise MediaType(wanted.media)
    requires(wanted.action)(lambda _: HttpResponse())(request)
    if wanted.purpose:
        purpose_of(request)
    if wanted.version and not version_of_request(request):
        raise VersionMissing


def _has_body(request: HttpRequest) -> bool:
    return request.headers.get("Content-Length", "") not in {"", "0"}


def _once(request: HttpRequest, passed: Pass, go_on: Callable[[], HttpResponse]) -> HttpResponse:
    """The same key and the same request: the same answer, however often it comes."""
    key = request.headers.get("Idempotency-Key", "")
    if not 1 <= len(key) <= LONGEST_KEY or not (key.isascii() and key.isprintable()):
        raise KeyMissing
    before = begin(client=passed.client, key=key, digest=_digest(request), now=clock.now())
    if before is not None:
        answer = HttpResponse(
            before.body, status=before.status, headers={**before.headers, "Idempotency-Replayed": "true"}
        )
        return answer
    made = False
    try:
        answer = go_on()
        made = answer.status_code < HTTPStatus.BAD_REQUEST
    finally:
        if not made:
            let_go(client=passed.client, key=key)
    if made:
        headers = {name: answer.headers[name] for name in KEPT_HEADERS if name in answer.headers}
        body = KeptResponse(status=answer.status_code, headers=headers, body=answer.content.decode())
        keep(client=passed.client, key=key, answer=body)
    return answer


def _digest(request: HttpRequest) -> str:
    """What makes two requests the same: method, address and every field and file."""
    digest = sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type != "multipart/form-data":
        digest.update(request.body)
        return digest.hexdigest()
    for name, values in sorted(request.POST.lists()):
        digest.update(repr((name, values)).encode())
    for name, file in [(key, one) for key in sorted(request.FILES) for one in request.FILES.getlist(key)]:
        digest.update(repr((name, file.name, file.size)).encode())
        digest.update(file.read())
        file.seek(0)
    return digest.hexdigest()


def _pass_of(request: HttpRequest) -> Pass:
    found = getattr(request, "client_pass", None)
    if not isinstance(found, Pass):
        raise Unauthorized
    return found


def problem_for(_request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """The framework's hook: what an operation raised, as an answer; what nobody foresaw goes on to the house."""
    problem = translate(error) if isinstance(error, Exception) else None
    if problem is None:
        raise error
    return answer_to(problem)


__all__ = [
    "ApiProblem",
    "Needs",
    "actor_of_client",
    "client_of",
    "guarded",
    "needs",
    "problem_for",
    "purpose_of",
    "version_of_request",
]
