"""What is seen of each request: counted for `/metrics`, and by setting one JSON line on standard output.

Neither names anybody: the route's name stands for the address, and nothing of query, form, headers or session is read.
"""

import logging
import secrets
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from onething.project.metrics import count_request
from onething.project.request_lines import Seen

Handler = Callable[[HttpRequest], HttpResponseBase]
log = logging.getLogger("onething.requests")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
STATIC, NOWHERE, OTHER = "static", "nowhere", "other"


def observe(get_response: Handler) -> Handler:
    """Django middleware, outermost: what it times is what people wait for."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        started = perf_counter()
        response = get_response(request)
        seconds = perf_counter() - started
        seen = Seen(
            method=request.method if request.method in METHODS else OTHER,
            route=route_of(request),
            status=response.status_code,
            ms=round(seconds * 1000, 1),
            id=secrets.token_hex(8),
        )
        response["X-Request-ID"] = seen.id
        count_request(method=seen.method, route=seen.route, status=seen.status, seconds=seconds)
        if settings.REQUEST_LOG:
            log.info(seen)
        return response

    return handle


def route_of(request: HttpRequest) -> str:
    """The route's name; what people type into the address bar never gets further than this."""
    if match := request.resolver_match:
        return match.view_name
    return STATIC if request.path.startswith(settings.STATIC_URL) else NOWHERE
