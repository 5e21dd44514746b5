"""File for somebody: who it is, as the document in hand shows, and the situation, on one page."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from onething.channels.counter.applicant import UNPROVEN, read_applicant, register_applicant
from onething.channels.counter.pages import at_window, page
from onething.channels.counter.situation import (
    Situation,
    about_situation,
    guide_of,
    missing_answers,
    read_situation,
)
from onething.core.definitions import PartyKind, Subject
from onething.modules.catalogue.api import BundleSummary, list_bundles
from onething.modules.identity.api import EnterpriseRefused, PersonRefused
from onething.modules.intake.api import CannotOpen, draft_of, open_draft, save_answers
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

NOT_CHOSEN = "请先选办哪一件事，再更新问题和事项。"
NO_BUNDLE = "本地还没有开通一件事，请联系系统管理员导入事项。"
BLANK = Situation({}, ())
NO_SITUATION: dict[str, Any] = {"bundle": None, "plan": None, "questions": [], "items": [], "wanted": [], "without": []}
SUBJECTS = {Subject.PERSON: "个人的事", Subject.LEGAL: "企业的事"}


@at_window(Action.DRAFT_EDIT)
@require_http_methods(["GET", "POST"])
def new_application(request: HttpRequest) -> HttpResponseBase:
    """Register the person and open the draft; the plain button in between only asks the questions anew."""
    bundles = list_bundles(on=clock.today())
    if not bundles:
        return page(request, "nothing", {"message": NO_BUNDLE})
    if request.method != "POST":
        return _form(request, bundles, bundle=_chosen(request.GET, bundles), situation=BLANK)
    bundle, situation = _chosen(request.POST, bundles), read_situation(request)
    if not bundle:
        return _form(request, bundles, bundle="", situation=BLANK, errors={"bundle": NOT_CHOSEN})
    if request.POST.get("act") != "open":
        return _form(request, bundles, bundle=bundle, situation=situation)
    return _open(request, bundles, bundle, situation)


def _open(request: HttpRequest, bundles: tuple[BundleSummary, ...], bundle: str, situation: Situation) -> HttpResponse:
    now, actor = clock.now(), actor_of(request)
    errors = {} if request.POST.get("proven") else {"proven": UNPROVEN}
    errors |= missing_answers(guide_of(bundle, situation))
    if errors:
        return _form(request, bundles, bundle=bundle, situation=situation, errors=errors)
    try:
        firm = any(one.code == bundle and one.applicant is PartyKind.ENTERPRISE for one in bundles)
        draft = open_draft(
            bundle=bundle,
            answers=situation.answers,
            leave_out=situation.leave_out,
            actor=actor,
            now=now,
            on_behalf=register_applicant(request.POST, firm=firm, actor=actor, now=now),
        )
    except (PersonRefused, EnterpriseRefused) as refused:
        return _form(request, bundles, bundle=bundle, situation=situation, errors=refused.reasons)
    except CannotOpen as refused:
        return _form(request, bundles, bundle=bundle, situation=situation, errors={"": str(refused)})
    return redirect("counter:draft", draft=draft)


def _chosen(given: Mapping[str, Any], bundles: tuple[BundleSummary, ...]) -> str:
    """The bundle named, if it is published, or the only one; else none, for a clerk must not file a wrong one unawares."""
    codes = [bundle.code for bundle in bundles]
    named = str(given.get("bundle", ""))
    return named if named in codes else codes[0] if len(codes) == 1 else ""


def _form(
    request: HttpRequest,
    bundles: tuple[BundleSummary, ...],
    *,
    bundle: str,
    situation: Situation,
    errors: Mapping[str, str] | None = None,
) -> HttpResponse:
    told = about_situation(guide_of(bundle, situation), situation) if bundle else NO_SITUATION
    context = told | {
        "bundles": _listed(bundles),
        "typed": read_applicant(request.POST),
        "proven": bool(request.POST.get("proven")),
    }
    return page(request, "new", context, errors=errors)


def _listed(bundles: tuple[BundleSummary, ...]) -> list[tuple[str, list[tuple[str, str]]]]:
    """For the list to choose from: persons before firms."""
    named = [
        (label, [(b.code, b.name) for b in bundles if b.subject == subject]) for subject, label in SUBJECTS.items()
    ]
    return [(label, found) for label, found in named if found]


@at_window(Action.DRAFT_EDIT)
@require_http_methods(["GET", "POST"])
def change_situation(request: HttpRequest, draft: UUID) -> HttpResponseBase:
    """Change the answers of a draft; what no longer applies is kept aside and said on the draft's page."""
    now, actor = clock.now(), actor_of(request)
    view = draft_of(draft, actor=actor, now=now)
    situation = read_situation(request) if request.method == "POST" else None
    situation = situation or Situation(view.answers, tuple(view.leave_out))
    guide, errors = guide_of(view.info.bundle, situation), {}
    if request.POST.get("act") == "save":
        errors = missing_answers(guide)
        try:
            if not errors:
                save_answers(
                    draft=draft, answers=situation.answers, leave_out=situation.leave_out, actor=actor, now=now
                )
                return redirect("counter:draft", draft=draft)
        except CannotOpen as refused:
            errors = {"": str(refused)}
    return page(request, "situation", about_situation(guide, situation) | {"draft": view.info}, errors=errors)
