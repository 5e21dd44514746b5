"""The applicant brings to the window what the correction notice asked for: the clerk enters it, and it is supplied once."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from onething.channels.counter.draft_page import FILE
from onething.channels.counter.pages import at_window, page
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
    NotFound,
    TargetKind,
    ValuesRefused,
    application_of,
)
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

SAVED = "已保存，还没有提交补正。"
SUPPLIED = "补正已提交。已开始的事项重新进入待受理，等前置的事项继续等待。"


@at_window(Action.APPLICATION_SUBMIT)
@require_http_methods(["GET", "POST"])
def supply(request: HttpRequest, application: UUID) -> HttpResponseBase:
    """Everything the notice names on one screen."""
    notice = correction_for(application, actor=actor_of(request), now=clock.now())
    if not notice.open:
        return redirect("counter:application", application=application)
    if request.method != "POST":
        return _show(request, notice)
    errors = _save(request, notice)
    if not errors and request.POST.get("act") == "supply":
        try:
            supply_correction(application=application, actor=actor_of(request), now=clock.now())
        except ValuesRefused as refused:
            errors = {_place_of(notice, key): reason for key, reason in refused.reasons.items()}
        else:
            messages.success(request, SUPPLIED)
            return redirect("counter:application", application=application)
    if errors:
        return _show(request, notice, errors=errors)
    messages.success(request, SAVED)
    return redirect("counter:supply", application=application)


def _save(request: HttpRequest, notice: CorrectionInfo) -> dict[str, str]:
    application, actor, now = notice.application, actor_of(request), clock.now()
    errors: dict[str, str] = {}
    try:
        if removed := request.POST.get("remove", ""):
            remove_correction_file(application=application, file=_file(removed), actor=actor, now=now)
        save_correction(application=application, values=_values(request, notice), actor=actor, now=now)
        for name in request.FILES:
            for upload in request.FILES.getlist(name):
                errors |= _attach(request, notice, name, upload.name or "", upload.read())
    except ValuesRefused as refused:
        errors |= refused.reasons
    except CorrectionRefused as refused:
        errors[""] = str(refused)
    return errors


def _attach(request: HttpRequest, notice: CorrectionInfo, name: str, title: str, content: bytes) -> dict[str, str]:
    try:
        attach_correction(
            application=notice.application,
            material=name.removeprefix(FILE),
            name=title,
            content=content,
            actor=actor_of(request),
            now=clock.now(),
        )
    except FileRefused as refused:
        return {name: str(refused)}
    return {}


def _file(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound from error


def _values(request: HttpRequest, notice: CorrectionInfo) -> dict[str, str]:
    return {target.key: str(request.POST[target.key]) for target in notice.targets if target.key in request.POST}


def _place_of(notice: CorrectionInfo, key: str) -> str:
    materials = {target.key for target in notice.targets if target.kind is TargetKind.MATERIAL}
    return FILE + key if key in materials else key


def _show(request: HttpRequest, notice: CorrectionInfo, *, errors: Mapping[str, str] | None = None) -> HttpResponse:
    fresh = correction_of(notice.application, actor=actor_of(request))
    typed = _values(request, notice)
    context: dict[str, Any] = {
        "application": application_of(notice.application, actor=actor_of(request)).info,
        "due_on": notice.due_on,
        "targets": [
            {
                "key": target.key,
                "label": target.label,
                "problem": target.problem,
                "how": target.how,
                "material": target.kind is TargetKind.MATERIAL,
                "name_of_field": FILE + target.key,
                "files": fresh.gathered.files.get(target.key, ()),
                "value": typed.get(target.key, fresh.gathered.values.get(target.key, "")),
            }
            for target in fresh.targets
        ],
    }
    return page(request, "supply", context, errors=errors)
