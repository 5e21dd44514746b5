"""Pages that a code on paper leads to: nobody has to log in, nothing is kept by the browser or found by search engines."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from onething.modules.identity.api import client_address

NOBODY = "unknown"  # without a readable address all of them count together
RETRY_SECONDS = 60
HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


def address_of(request: HttpRequest) -> str:
    """By which one visitor is told from another."""
    return client_address(request) or NOBODY


def page_by_code(request: HttpRequest, template: str, *, status: int = 200, **context: object) -> HttpResponse:
    """The page of this template, which says when the house is a demonstration; 429 says when to come again."""
    shown = {**context, "demonstration": settings.DEMONSTRATION}
    response = render(request, f"portal/{template}.html", shown, status=status, using="jinja2")
    for header, value in HEADERS.items():
        response[header] = value
    if status == 429:
        response["Retry-After"] = str(RETRY_SECONDS)
    return response
