"""The verify page: no login, no personal data beyond a masked name, at most ten papers a minute from one address."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from onething.channels.portal.by_code import address_of, page_by_code
from onething.modules.papers.api import TooManyChecks, verify
from onething.platform import clock
from onething.platform.permissions import Action, requires


@require_safe
@requires(Action.PAPER_VERIFY)
def verify_paper(request: HttpRequest, token: str) -> HttpResponse:
    """The paper; one and the same page for an unknown id and a wrong mac."""
    response = _answer(request, token)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _answer(request: HttpRequest, token: str) -> HttpResponse:
    try:
        paper = verify(token=token, address=address_of(request), now=clock.now())
    except TooManyChecks as error:
        return page_by_code(request, "verify/too_many", status=429, message=str(error))
    if paper is None:
        return page_by_code(request, "verify/unknown", status=404)
    return page_by_code(request, "verify/paper", paper=paper)
