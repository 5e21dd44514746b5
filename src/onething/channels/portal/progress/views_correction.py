"""Answer a correction notice: every defect of every department on one page, supplied once."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from onething.channels.portal.citizens import for_citizen
from onething.channels.portal.filing.posted import read_posted
from onething.channels.portal.progress.views import for_owner, page, source_of
from onething.modules.handling.api import (
    attach_correction,
    correction_for,
    correction_of,
    remove_correction_file,
    save_correction,
    supply_correction,
)
from onething.modules.intake.api import (
    CorrectionInfo,
    CorrectionRefused,
    FileRefused,
    ValuesRefused,
    application_of,
    correction_parts,
)
from onething.platform import clock
from onething.platform.permissions import Action, Actor, actor_of

SUPPLY = "supply"


@for_citizen(Action.APPLICATION_SUBMIT)
@never_cache
@require_http_methods(["GET", "POST"])
@for_owner
def correction(request: HttpRequest, application: UUID) -> HttpResponseBase:
    """What is uploaded or typed is kept at every press; 提交补正 hands it all in when nothing is missing."""
    actor = actor_of(request)
    notice = correction_for(application, actor=actor, now=clock.now())
    parts = correction_parts(notice, actor=actor)
    if not notice.open:
        return redirect("portal:application", application=application)
    errors: dict[str, str] = {}
    typed: dict[str, str] = {}
    if request.method == "POST":
        typed = read_posted([part.field for part in parts if part.field], request.POST)
        try:
            errors = _take(request, notice, typed, actor)
            if not errors and SUPPLY in request.POST:
                errors = _supply(notice, actor)
                if not errors:
                    return redirect("portal:application", application=application)
        except CorrectionRefused:  # a second press, or the cases ended a moment ago: the next page says which
            return redirect("portal:application", application=application)
        notice = correction_of(application, actor=actor)
        parts = correction_parts(notice, actor=actor)
    context = {
        "notice": notice,
        "parts": parts,
        "errors": errors,
        "typed": {key: text for key, text in typed.items() if key in errors},
    }
    detail = application_of(application, actor=actor)
    return page(request, "correction", detail, source_of(detail), **context)


def _take(request: HttpRequest, notice: CorrectionInfo, typed: dict[str, str], actor: Actor) -> dict[str, str]:
    """Keep everything on the page that can be kept; what cannot, key to message."""
    if removed := request.POST.get("remove"):
        remove_correction_file(application=notice.application, file=_file_id(removed), actor=actor, now=clock.now())
        return {}
    errors = _take_files(request, notice, actor)
    try:
        save_correction(application=notice.application, values=typed, actor=actor, now=clock.now())
    except ValuesRefused as refused:
        errors |= refused.reasons
    return errors


def _take_files(request: HttpRequest, notice: CorrectionInfo, actor: Actor) -> dict[str, str]:
    errors: dict[str, str] = {}
    for key, uploads in request.FILES.lists():
        for upload in uploads:
            arguments: dict[str, Any] = {"name": upload.name or "", "content": upload.read(), "now": clock.now()}
            try:
                attach_correction(application=notice.application, material=key, actor=actor, **arguments)
            except FileRefused as refused:
                errors[key] = f"“{upload.name}”没有上传：{refused}"
    return errors


def _supply(notice: CorrectionInfo, actor: Actor) -> dict[str, str]:
    try:
        supply_correction(application=notice.application, actor=actor, now=clock.now())
    except ValuesRefused as refused:
        return refused.reasons
    return {}


def _file_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error
