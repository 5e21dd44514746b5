"""What every page of the handbook shares: who may read it, which bundle it is about, and the way around."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onething.channels.design.working import place_words, working_page
from onething.modules.catalogue.api import BundleUnknown, CompiledBundle, published_bundle
from onething.platform import clock
from onething.platform.permissions import Action, Role, actor_of, requires

View = Callable[[HttpRequest, CompiledBundle], HttpResponseBase]
PARTS = (("procedure", "工作规程"), ("window", "窗口手册"), ("review", "审查要点"), ("flow", "流程图"))
HOMES = {
    Role.WINDOW_CLERK: ("counter:queue", "回到待办列表"),
    Role.APPROVER: ("desk:work", "回到办件列表"),
    Role.BODY_HEAD: ("desk:approvals", "回到待批事项"),
    Role.GOVERNMENT_HEAD: ("desk:approvals", "回到待批事项"),
    Role.SUPERVISOR: ("cockpit:concerns", "回到督查清单"),
}


def about_bundle(view: View) -> Callable[..., HttpResponseBase]:
    """Give staff the bundle in force today; a bundle that is not there is not found."""

    @wraps(view)
    def answer(request: HttpRequest, code: str) -> HttpResponseBase:
        try:
            source = published_bundle(code, on=clock.today())
        except BundleUnknown as error:
            raise Http404 from error
        return view(request, source)

    return requires(Action.HANDBOOK_READ)(never_cache(require_safe(answer)))


def page(request: HttpRequest, name: str, context: Mapping[str, Any]) -> HttpResponse:
    """The page of this name in the handbook's frame."""
    route, words = HOMES.get(actor_of(request).role, ("handbook:shelf", ""))
    shown = {**context, "home": reverse(route), "home_words": words}
    return working_page(request, f"handbook/{name}.html", shown, place=place_words(request))


def bundle_page(request: HttpRequest, part: str, source: CompiledBundle, context: Mapping[str, Any]) -> HttpResponse:
    """One part of a bundle's book, with the way to the others."""
    code = source.bundle.code
    tabs = [
        {"label": words, "href": reverse(f"handbook:{name}", args=[code]), "current": name == part}
        for name, words in PARTS
    ]
    return page(request, part, {**context, "bundle": source.bundle, "source": source, "tabs": tabs})
