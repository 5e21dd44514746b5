"""The verify page: no login, no personal data beyond a masked name, at most ten papers a minute from one address."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from onething.modules.identity.api import client_address
from onething.modules.papers.api import TooManyChecks, verify
from onething.platform import clock
from onething.platform.permissions import Action, requires

NOBODY = "unknown"  # without a readable address all of them count together
RETRY_SECONDS = 60
HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}


@require_safe
@requires(Action.PAPER_VERIFY)
def verify_paper(request: HttpRequest, token: str) -> HttpResponse:
    """The paper; one and the same page for an unknown id and a wrong mac."""
    address = client_address(request) or NOBODY
    try:
        paper = verify(token=token, address=address, now=clock.now())
    except TooManyChecks as error:
        return _page(request, "too_many", status=429, headers={"Retry-After": str(RETRY_SECONDS)}, message=str(error))
    if paper is None:
        return _page(request, "unknown", status=404)
    return _page(request, "paper", status=200, paper=paper)


def _page(
    request: HttpRequest, name: str, *, status: int, headers: dict[str, str] | None = None, **context: object
) -> HttpResponse:
    shown = {**context, "demonstration": settings.DEMONSTRATION}
    response = render(request, f"portal/verify/{name}.html", shown, status=status, using="jinja2")
    for header, value in {**HEADERS, **(headers or {})}.items():
        response[header] = value
    return response
