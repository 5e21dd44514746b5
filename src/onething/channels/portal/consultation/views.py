"""Ask about a bundle, see one's questions, read an answer, and ask once more about it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from onething.channels.design.sessions import read_number
from onething.channels.portal.citizens import for_citizen
from onething.modules.catalogue.api import BundleUnknown, published_bundle
from onething.modules.consultation.api import (
    LONGEST_QUESTION,
    ConsultationNotFound,
    ConsultationRefused,
    ask,
    consultation_for,
    follow_up,
    items_of,
    page_of_consultations,
)
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

REFUSED = 422


@for_citizen(Action.CONSULTATION_ASK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_about(request: HttpRequest, code: str) -> HttpResponseBase:
    """A question about this bundle, or about one of its items."""
    if request.method != "POST":
        return _ask(request, code)
    sent = request.POST
    try:
        kept = ask(
            bundle=code,
            item=sent.get("item", ""),
            words=sent.get("words", ""),
            actor=actor_of(request),
            now=clock.now(),
        )
    except BundleUnknown as error:
        raise Http404(str(error)) from error
    except ConsultationNotFound as error:
        raise Http404(str(error)) from error
    except ConsultationRefused as refused:
        return _ask(request, code, errors=refused.reasons)
    return redirect("portal:consultation", consultation=kept)


@for_citizen(Action.CONSULTATION_READ)
@never_cache
@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """One's questions, the latest first."""
    after = request.GET.get("after")
    found = page_of_consultations(actor=actor_of(request), after=after)
    return _page(request, "consultations", first=after is None, rows=found.rows, next=found.next)


@for_citizen(Action.CONSULTATION_READ)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, consultation: UUID) -> HttpResponseBase:
    """The question with its answers; posting asks once more."""
    try:
        if request.method != "POST":
            return _show(request, consultation)
        follow_up(
            consultation=consultation,
            words=request.POST.get("words", ""),
            version=read_number(request.POST.get("version", "")),
            actor=actor_of(request),
            now=clock.now(),
        )
    except (ConsultationNotFound, BundleUnknown) as error:
        raise Http404(str(error)) from error
    except ConsultationRefused as refused:
        return _show(request, consultation, errors=refused.reasons)
    return redirect("portal:consultation", consultation=consultation)


def _ask(request: HttpRequest, code: str, *, errors: Mapping[str, str] | None = None) -> HttpResponse:
    try:
        source = published_bundle(code, on=clock.today())
    except BundleUnknown as error:
        raise Http404(str(error)) from error
    return _page(
        request,
        "ask",
        errors=errors,
        bundle=source.bundle,
        items=items_of(source),
        item=request.POST.get("item", ""),
        words=request.POST.get("words", ""),
        longest=LONGEST_QUESTION,
        days=settings.CONSULTATION_DAYS,
        demonstration=source.demonstration,
    )


def _show(request: HttpRequest, consultation: UUID, *, errors: Mapping[str, str] | None = None) -> HttpResponse:
    found = consultation_for(consultation, actor=actor_of(request), now=clock.now())
    words = request.POST.get("words", "")
    return _page(request, "consultation", errors=errors, info=found, words=words, longest=LONGEST_QUESTION)


def _page(request: HttpRequest, name: str, *, errors: Mapping[str, str] | None = None, **context: Any) -> HttpResponse:
    shown = {"errors": dict(errors or {}), **context}
    status = REFUSED if errors else 200
    return render(request, f"portal/consultation/{name}.html", shown, using="jinja2", status=status)
