"""Opening a draft, its task list, its answers, and throwing it away."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onething.channels.portal.citizens import for_citizen
from onething.channels.portal.filing.answers import answer_fields, item_choices
from onething.channels.portal.filing.lookups import lookups_of
from onething.channels.portal.filing.noted import about_pre_review
from onething.channels.portal.filing.pages import answers_for_people, page
from onething.channels.portal.filing.tasks import done_of, list_tasks
from onething.modules.guidance.api import guide_for
from onething.modules.intake.api import (
    CannotOpen,
    NotFound,
    accept_rules,
    check_standing,
    discard_draft,
    draft_of,
    list_drafts,
    open_draft,
    save_answers,
    submitted_as,
)
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

OWN_WORDS = frozenset({"bundle", "leave_out", "mode"})


@for_citizen(Action.DRAFT_EDIT)
@never_cache
@require_http_methods(["GET", "POST"])
@answers_for_people
def new(request: HttpRequest) -> HttpResponseBase:
    """Say what is about to be applied for and what will be looked up; the button opens the draft."""
    actor, now = actor_of(request), clock.now()
    bundle, answers, leave_out = _wish(request.GET)
    principal = str(actor.principal)
    if request.method == "POST" and request.POST.get("principal", principal) != principal:
        return redirect(request.get_full_path())  # the page was shown to another identity of this person
    if request.method == "POST":
        draft = open_draft(bundle=bundle, answers=answers, leave_out=leave_out, actor=actor, now=now)
        return redirect("portal:draft", draft=draft)
    guide = guide_for(bundle=bundle, answers=answers, leave_out=leave_out, now=now)
    check_standing(guide.source.bundle, actor=actor)
    if guide.plan.route:
        raise CannotOpen(guide.plan.route.because, guide.plan.route.steps)
    context = {
        "guide": guide,
        "plan": guide.plan,
        "service_name": guide.source.bundle.title,
        "demonstration": guide.source.demonstration,
        "lookups": lookups_of(guide),
        "drafts": list_drafts(actor=actor, now=now, bundle=bundle),
        "action": request.get_full_path(),
        "principal": principal,
    }
    return render(request, "portal/filing/new.html", context, using="jinja2")


@for_citizen(Action.DRAFT_EDIT)
@never_cache
@require_safe
@answers_for_people
def tasks(request: HttpRequest, draft: UUID) -> HttpResponse:
    """What is done and what is still to do; of a draft that was submitted, the application: messages lead here."""
    actor = actor_of(request)
    try:
        view = draft_of(draft, actor=actor, now=clock.now())
    except NotFound:
        return redirect("portal:application", application=submitted_as(draft, actor=actor))
    listed = list_tasks(view)
    return page(request, "tasks", view, done=done_of(listed), **about_pre_review(request, view, listed))


@for_citizen(Action.DRAFT_EDIT)
@never_cache
@require_http_methods(["GET", "POST"])
@answers_for_people
def answers(request: HttpRequest, draft: UUID) -> HttpResponseBase:
    """All questions of the situation on one page; what a change sets aside is said before anybody goes on."""
    actor, now = actor_of(request), clock.now()
    view = draft_of(draft, actor=actor, now=now)
    gone: tuple[str, ...] = ()
    if request.method == "POST":
        given, leave_out = _changed(request.POST)
        kept = {key for key in view.leave_out if key.partition(":")[0] not in request.POST.getlist("shown")}
        gone = save_answers(draft=draft, answers=given, leave_out=leave_out | kept, actor=actor, now=now)
        view = draft_of(draft, actor=actor, now=now)
        if not gone and not any(gap.place.value == "answers" for gap in view.reading.gaps):
            return redirect("portal:draft", draft=draft)
    fields = answer_fields(view)
    errors = {field["name"]: "请选择一项。" for field in fields if request.method == "POST" and not field["value"]}
    return page(request, "answers", view, fields=fields, items=item_choices(view), gone=gone, errors=errors)


@for_citizen(Action.DRAFT_EDIT)
@never_cache
@require_http_methods(["GET", "POST"])
@answers_for_people
def discard(request: HttpRequest, draft: UUID) -> HttpResponseBase:
    """Throw the draft away, after asking."""
    actor, now = actor_of(request), clock.now()
    if request.method == "POST":
        discard_draft(draft=draft, actor=actor, now=now)
        return redirect("portal:mine")
    return page(request, "discard", draft_of(draft, actor=actor, now=now))


@for_citizen(Action.DRAFT_EDIT)
@never_cache
@require_POST
@answers_for_people
def accept(request: HttpRequest, draft: UUID) -> HttpResponse:
    """The owner saw what changed while the draft was open; if something changed again, the list shows that."""
    accept_rules(draft=draft, version=request.POST.get("version", ""), actor=actor_of(request), now=clock.now())
    return redirect("portal:draft", draft=draft)


def _wish(query: QueryDict) -> tuple[str, dict[str, str], tuple[str, ...]]:
    given = {key: str(query[key]) for key in query if key not in OWN_WORDS}
    return query.get("bundle", ""), given, tuple(dict.fromkeys(query.getlist("leave_out")))


def _changed(post: QueryDict) -> tuple[Mapping[str, str], set[str]]:
    given = {key.removeprefix("answer-"): str(post[key]) for key in post if key.startswith("answer-")}
    return given, set(post.getlist("shown")) - set(post.getlist("take"))
