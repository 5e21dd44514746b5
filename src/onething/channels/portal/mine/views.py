"""我的: everything that is the person's or the firm's in one place, and two lists that may grow."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onething.channels.portal.citizens import for_citizen
from onething.channels.portal.filing.pages import problem
from onething.channels.portal.mine.lines import filing_lines, look_lines
from onething.core.definitions import ExemptBy
from onething.modules.catalogue.api import bundles_in_force
from onething.modules.delivery.api import results_in
from onething.modules.handling.api import applications_to_correct, cases_of_all, promised_now
from onething.modules.identity.api import may_grant, posts_named
from onething.modules.intake.api import kept_materials, list_applications, list_drafts, titles_of
from onething.modules.papers.api import papers_of_all
from onething.modules.payments.api import to_pay
from onething.platform import clock
from onething.platform.logs.api import accesses_to
from onething.platform.permissions import Action, actor_of

PAGE_SIZE = 20
FORBIDDEN = 403
NOT_SHOWN = "查阅记录只给本人看；单位的由法定代表人查看。您现在是经办人或代办人，看不到。"
INSTEAD = ("回到“为谁办”换成本人的身份，可以看谁查过您自己的信息",)


@for_citizen(Action.APPLICATION_READ)
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What waits for the person, drafts, and a page of applications with their results and papers; six queries."""
    actor, now, after = actor_of(request), clock.now(), request.GET.get("after")
    found = list_applications(actor=actor, after=after, owes=to_pay("public_id"))
    ids = [row.public_id for row in found.rows]
    corrections = {notice.application: notice for notice in applications_to_correct(actor=actor)}
    cases = cases_of_all(ids, actor=actor)
    lines = filing_lines(
        found.rows,
        whole=promised_now(cases),
        results=results_in(cases),
        papers=papers_of_all(ids, actor=actor),
        corrections=corrections,
        to_pay={row.public_id for row in found.rows if vars(row)["owes"]},
    )
    return _page(
        request,
        "mine",
        first=after is None,
        corrections=list(corrections.values()),
        drafts=list_drafts(actor=actor, now=now) if after is None else (),
        lines=lines,
        next=found.next,
    )


@for_citizen(Action.APPLICATION_READ)
@never_cache
@require_safe
def materials(request: HttpRequest) -> HttpResponse:
    """What was handed in so far; which of it other things may use again."""
    after = request.GET.get("after")
    found = kept_materials(actor=actor_of(request), after=after)
    return _page(request, "materials", first=after is None, rows=found.rows, next=found.next, again=_may_serve_again())


@for_citizen(Action.PROFILE_READ)
@never_cache
@require_safe
def looks(request: HttpRequest) -> HttpResponse:
    """Who looked at one's data, in which capacity and why; an agent does not see the principal's."""
    actor, after = actor_of(request), request.GET.get("after")
    if actor.principal is None or not may_grant(actor, on=clock.today()):
        return problem(request, title="不能以现在的身份查看", message=NOT_SHOWN, next_steps=INSTEAD, status=FORBIDDEN)
    found = accesses_to(actor.principal, but_by=actor.person, after=after, size=PAGE_SIZE)
    posts = posts_named({row.actor_post for row in found.rows if row.actor_post})
    titles = titles_of({row.case_ref for row in found.rows if row.case_ref}, actor=actor)
    rows = look_lines(found.rows, posts=posts, titles=titles, for_firm=actor.acting_for is not None)
    return _page(request, "looks", first=after is None, rows=rows, next=found.next)


def _may_serve_again() -> frozenset[str]:
    """Codes of the materials that some published bundle takes from earlier filings."""
    materials = (one for bundle in bundles_in_force(on=clock.today()) for one in bundle.library.materials.values())
    return frozenset(one.code for one in materials if any(way.by is ExemptBy.EARLIER_COPY for way in one.exemptions))


def _page(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    return render(request, f"portal/mine/{name}.html", context, using="jinja2")
