"""Remembers the mode a person chose with `?mode=elder` or `?mode=standard`, and returns to the same page without it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.encoding import iri_to_uri

from onething.channels.design.modes import (
    COOKIE,
    PARAMETER,
    REMEMBERED_SECONDS,
    Mode,
    address_without_mode,
    find_mode,
)

Handler = Callable[[HttpRequest], HttpResponse]


def remember_mode(get_response: Handler) -> Handler:
    """Django middleware: a GET with a known mode sets the cookie and redirects; everything else passes through."""

    def handle(request: HttpRequest) -> HttpResponse:
        mode = find_mode(request.GET.get(PARAMETER)) if request.method == "GET" else None
        if mode:
            return _switch(request, mode)
        response = get_response(request)
        patch_vary_headers(response, ["Cookie"])
        return response

    return handle


def _switch(request: HttpRequest, mode: Mode) -> HttpResponse:
    response = HttpResponseRedirect(iri_to_uri(address_without_mode(request)))
    response.set_cookie(
        COOKIE, mode, max_age=REMEMBERED_SECONDS, secure=request.is_secure(), httponly=True, samesite="Lax"
    )
    return response
