"""The front page: what happened in your life, how it works, and every other way to do it."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from onething.channels.portal.places import place_of
from onething.modules.catalogue.api import list_bundles, published_bundle
from onething.platform import clock
from onething.platform.permissions import public


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The life events by stage."""
    today = clock.today()
    bundles = list_bundles(on=today)
    first = published_bundle(bundles[0].code, on=today) if bundles else None
    by_stage = sorted(bundles, key=lambda bundle: [b.stage for b in bundles].index(bundle.stage))
    context = {
        "stages": [(stage, list(found)) for stage, found in groupby(by_stage, key=lambda bundle: bundle.stage)],
        "place": place_of(first),
        "demonstration": bool(first and first.demonstration),
    }
    return render(request, "portal/home.html", context, using="jinja2")
