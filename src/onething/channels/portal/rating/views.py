"""Rate a service: first how it was, then, if one likes, why; without log-in and without script."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from onething.channels.portal.by_code import address_of, page_by_code
from onething.modules.rating.api import (
    LEVELS,
    Answer,
    Offer,
    RatingNotFound,
    RatingRefused,
    RatingTooFast,
    decide_answer,
    level_of,
    offer_by,
    rate,
)
from onething.platform import clock
from onething.platform.permissions import Action, actor_of, requires

THANKS = "thanks"


@require_http_methods(["GET", "POST"])
@requires(Action.RATING_GIVE)
def rate_service(request: HttpRequest, token: str) -> HttpResponseBase:
    """One and the same page for every code that is none of ours."""
    try:
        offer = offer_by(token, actor=actor_of(request), address=address_of(request), now=clock.now())
    except RatingTooFast as error:
        return page_by_code(request, "rating/too_fast", status=429, message=str(error))
    if offer is None:
        return page_by_code(request, "rating/unknown", status=404)
    if request.method == "POST":
        return _take(request, token, offer)
    if THANKS in request.GET:
        return page_by_code(request, "rating/thanks", offer=offer)
    return _ask(request, offer, chosen=request.GET.get("level", ""))


def _take(request: HttpRequest, token: str, offer: Offer) -> HttpResponseBase:
    sent = request.POST
    answer = decide_answer(
        level=sent.get("level", ""),
        reasons=sent.getlist("reasons"),
        words=sent.get("words", ""),
        named="named" in sent,
    )
    if not isinstance(answer, Answer):
        return _ask(request, offer, chosen=sent.get("level", ""), errors=answer)
    try:
        rate(token=token, answer=answer, actor=actor_of(request), now=clock.now())
    except RatingNotFound:
        return page_by_code(request, "rating/unknown", status=404)
    except RatingRefused as refused:
        return _ask(request, offer, chosen=sent.get("level", ""), errors=refused.reasons)
    return redirect(f"{request.path}?{THANKS}")


def _ask(request: HttpRequest, offer: Offer, *, chosen: str, errors: dict[str, str] | None = None) -> HttpResponse:
    sent = request.POST
    return page_by_code(
        request,
        "rating/rate",
        status=422 if errors else 200,
        offer=offer,
        levels=LEVELS,
        level=level_of(chosen),
        ticked=sent.getlist("reasons"),
        words=sent.get("words", ""),
        named="named" in sent,
        errors=errors or {},
    )
