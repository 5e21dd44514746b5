"""The pages of the one form: one for each party, and one for how the results are received."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from onething.channels.design.keeping import save_itself, saves_itself, shown_in
from onething.channels.portal.citizens import for_citizen
from onething.channels.portal.filing.known import group_known
from onething.channels.portal.filing.noted import noted_in
from onething.channels.portal.filing.pages import REFUSED, after, answers_for_people, page
from onething.channels.portal.filing.posted import read_posted
from onething.modules.intake.api import (
    IDENTITY_ELEMENTS,
    DraftView,
    FilledField,
    FilledSection,
    Origin,
    Outcome,
    ValuesRefused,
    answers_for_itself,
    asked_about,
    delivery_fields,
    draft_of,
    has_identity,
    needs_consent,
    number_of,
    proven_of,
    refresh,
    save_values,
    statements_about,
)
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

LATER = "later"
ASK = "请选择是否同意读取登记信息。不同意也可以继续，由您自己填写。"


@for_citizen(Action.DRAFT_EDIT)
@never_cache
@require_http_methods(["GET", "POST"])
@answers_for_people
def party(request: HttpRequest, draft: UUID, party: str) -> HttpResponseBase:
    """One party. Somebody else's identity comes first, so that registers can fill in the rest."""
    if saves_itself(request):
        return save_itself(request, draft)
    view = draft_of(draft, actor=actor_of(request), now=clock.now())
    section = view.reading.section(party)
    if section is None:
        raise Http404
    if request.method == "POST" and "refresh" in request.POST:
        refresh(draft=draft, party=party, actor=actor_of(request), now=clock.now())
        return redirect(request.get_full_path())
    if _identity_first(request, view, section):
        return _identify(request, view, section)
    return _fill(request, view, section)


@for_citizen(Action.DRAFT_EDIT)
@never_cache
@require_http_methods(["GET", "POST"])
@answers_for_people
def delivery(request: HttpRequest, draft: UUID) -> HttpResponseBase:
    """How results are received."""
    if saves_itself(request):
        return save_itself(request, draft)
    view = draft_of(draft, actor=actor_of(request), now=clock.now())
    fields = delivery_fields(view.reading.form)
    if not fields:
        raise Http404
    typed = read_posted(fields, request.POST)
    if request.method == "POST":
        errors = _save(request, view, typed)
        if not errors:
            return redirect(after(request, draft))
        view = draft_of(draft, actor=actor_of(request), now=clock.now())
        return _delivery(request, view, typed=typed, errors=errors, status=REFUSED)
    return _delivery(request, view, typed={})


def _delivery(request: HttpRequest, view: DraftView, **context: Any) -> HttpResponse:
    fields = delivery_fields(view.reading.form)
    return page(request, "delivery", view, fields=fields, noted=noted_in(request, view), **context)


def _identity_first(request: HttpRequest, view: DraftView, section: FilledSection) -> bool:
    """Whether this page is about who somebody else is: not known yet, or to be changed."""
    plan, content = view.reading.plan, view.reading.content
    if proven_of(plan, content, section.party) or not has_identity(plan, section.party):
        return False
    if request.method == "POST":
        return request.POST.get("stage") == "identify"
    return (
        "identify" in request.GET
        or needs_consent(plan, section.party, content)
        or not number_of(plan, content, section.party)
    )


def _identify(request: HttpRequest, view: DraftView, section: FilledSection) -> HttpResponseBase:
    fields = [field for field in section.fields if field.planned.element in IDENTITY_ELEMENTS]
    agreed = request.POST.get("consent", "") or view.reading.content.consents.get(section.party, "")
    asks = answers_for_itself(view.reading.plan, section.party)
    context: dict[str, Any] = {"section": section, "fields": fields, "typed": {}, "agreed": agreed, "asks": asks}
    if request.method == "POST":
        typed = read_posted(fields, request.POST)
        consents = {section.party: agreed == "yes"} if agreed in {"yes", "no"} else {}
        errors = _save(request, view, typed, consents=consents)
        errors |= {"consent": ASK} if asks and not consents else {}
        if not errors:
            return redirect(_without(request, "identify"))
        view = draft_of(view.info.public_id, actor=actor_of(request), now=clock.now())
        fresh = view.reading.section(section.party) or section
        context["fields"] = [field for field in fresh.fields if field.planned.element in IDENTITY_ELEMENTS]
        return page(request, "identify", view, status=REFUSED, **{**context, "typed": typed, "errors": errors})
    return page(request, "identify", view, **context)


def _fill(request: HttpRequest, view: DraftView, section: FilledSection) -> HttpResponseBase:
    fields = asked_about(section)
    if request.method == "POST":
        written = [field for field in fields if field.key in request.POST or f"{field.key}-year" in request.POST]
        typed = read_posted(written, request.POST)
        errors = _save(request, view, typed)
        if not errors:
            return redirect(after(request, view.info.public_id))
        view = draft_of(view.info.public_id, actor=actor_of(request), now=clock.now())
        section = view.reading.section(section.party) or section
        fields = asked_about(section)
        open_keys = {field.key for field in written}
        return _form(request, view, section, fields, open_keys=open_keys, typed=typed, errors=errors)
    return _form(request, view, section, fields, open_keys=set(request.GET.getlist("wrong")), typed={}, errors={})


def _form(
    request: HttpRequest,
    view: DraftView,
    section: FilledSection,
    fields: Sequence[FilledField],
    *,
    open_keys: set[str],
    typed: dict[str, str],
    errors: dict[str, str],
) -> HttpResponse:
    """Known values are shown with their source; the others, and those reported as wrong, are controls."""
    known = [
        field for field in fields if field.locked or (field.origin is Origin.SHARED and field.key not in open_keys)
    ]
    reading = view.reading
    statements = statements_about(reading.plan, reading.content, reading.source.library, section.party)
    return page(
        request,
        "party",
        view,
        section=section,
        known=group_known(known, address=_without(request, "identify")),
        fields=[field for field in fields if field not in known],
        typed=typed,
        errors=errors,
        troubles=tuple(
            dict.fromkeys(told.note for told in statements if told.outcome is not Outcome.FOUND and told.note)
        ),
        noted=noted_in(request, view),
        can_refresh=any(told.outcome is Outcome.UNAVAILABLE for told in statements),
        status=REFUSED if errors else 200,
    )


def _without(request: HttpRequest, name: str) -> str:
    """This page's address without one of its words."""
    query = request.GET.copy()
    query.pop(name, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _save(
    request: HttpRequest, view: DraftView, typed: dict[str, str], consents: dict[str, bool] | None = None
) -> dict[str, str]:
    """Keep what is right; what is not, key to message. 保存，以后再填 does not ask for what is still empty."""
    whole = LATER not in request.POST
    try:
        save_values(
            draft=view.info.public_id,
            values=typed,
            actor=actor_of(request),
            now=clock.now(),
            whole=whole,
            consents=consents,
            shown=shown_in(request.POST),
        )
    except ValuesRefused as refused:
        return refused.reasons
    return {}
