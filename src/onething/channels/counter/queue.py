"""Today's lists of the window: what waits for an answer, a correction, its results, its papers, what is done, what is not submitted."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from onething.channels.counter.application_page import TONES, case_word
from onething.channels.counter.pages import at_window, page
from onething.channels.design.wording import channel_word, left_words
from onething.modules.delivery.api import count_to_serve, papers_to_serve, service_of
from onething.modules.handling.api import (
    Case,
    CaseInfo,
    Tab,
    cases_of_all,
    count_lists,
    days_left,
    info_of,
    work_list,
)
from onething.modules.intake.api import list_drafts
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

# Where a row of each list leads.
WAYS = {
    Tab.TO_ACCEPT: "counter:application",
    Tab.CORRECTING: "counter:supply",
    Tab.TO_HAND_OVER: "counter:handover",
    Tab.HANDLED: "counter:application",
}
TABS = (Tab.TO_ACCEPT, Tab.CORRECTING, Tab.TO_HAND_OVER, Tab.HANDLED)
COUNTED = 99
COUNTER = "counter"  # what people draft online is theirs alone until they submit it
PAPERS = "papers"  # the tab of papers that wait to be handed over or posted
DRAFTS = "drafts"  # the tab of what was begun here and is not submitted
DIFFERS = "各项结果不同"


@at_window(Action.CASE_READ)
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """One list of the window, the most urgent first."""
    actor, now = actor_of(request), clock.now()
    if request.GET.get("tab") == DRAFTS:
        return _drafts(request)
    if request.GET.get("tab") == PAPERS:
        return _papers(request)
    tab = next((tab for tab in TABS if tab == request.GET.get("tab")), Tab.TO_ACCEPT)
    found = work_list(actor=actor, tab=tab, now=now, after=request.GET.get("after") or None)
    context = {
        "tab": tab,
        "tabs": _tabs(request, tab),
        "rows": [_row(case, tab) for case in found.rows],
        "next": f"{reverse('counter:queue')}?{urlencode({'tab': tab, 'after': found.next})}" if found.next else None,
        "first": reverse("counter:queue") + f"?tab={tab}" if request.GET.get("after") else None,
    }
    return page(request, "queue", context)


def _drafts(request: HttpRequest) -> HttpResponse:
    """What was begun at this window and is not submitted, the latest first."""
    begun = [draft for draft in list_drafts(actor=actor_of(request), now=clock.now()) if draft.channel == COUNTER]
    return page(request, "unfinished", {"tabs": _tabs(request, DRAFTS), "drafts": begun})


def _papers(request: HttpRequest) -> HttpResponse:
    """Papers that wait for people who applied at a window, the oldest first."""
    actor = actor_of(request)
    found = papers_to_serve(actor=actor, after=request.GET.get("after") or None)
    cases = {case.application: case for case in cases_of_all({row.application for row in found.rows}, actor=actor)}
    first = f"{reverse('counter:queue')}?tab={PAPERS}"
    context = {
        "tabs": _tabs(request, PAPERS),
        "rows": [(service_of(row), cases[row.application]) for row in found.rows],
        "next": f"{first}&{urlencode({'after': found.next})}" if found.next else None,
        "first": first if request.GET.get("after") else None,
    }
    return page(request, "papers_waiting", context)


def _tabs(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    actor = actor_of(request)
    counts = count_lists(actor=actor, tabs=TABS, now=clock.now())
    *lists, handled = (_tab(each, each.label, current, count) for each, count in zip(TABS, counts, strict=True))
    papers = _tab(PAPERS, "待送达文书", current, count_to_serve(actor=actor))
    return [*lists, papers, handled, _tab(DRAFTS, "代填草稿", current)]


def _tab(tab: str, label: str, current: str, count: int | None = None) -> dict[str, Any]:
    more = {} if count is None else {"count": "99+" if count >= COUNTED else count}
    return {"label": label, "href": f"{reverse('counter:queue')}?tab={tab}", "current": tab == current, **more}


def _row(case: Case, tab: Tab) -> dict[str, Any]:
    info = info_of(case)
    days = None if tab is Tab.HANDLED else days_left(info, today=clock.today())
    return {
        "number": case.application_number,
        "href": reverse(_way(case, tab), args=[case.application_ref]),
        "applicant": case.applicant_masked,
        "bundle": case.bundle_name,
        "channel": channel_word(case.channel),
        "case": case.title,
        **_state(case, info),
        "filed_at": case.filed_at,
        "due_on": case.due_on,
        "provisional": info.provisional,
        "left": None if days is None else left_words(days),
        "closed_at": case.closed_at,
    }


def _way(case: Case, tab: Tab) -> str:
    """A notice that must still reach the applicant comes before what it asks for."""
    return "counter:notice" if tab is Tab.CORRECTING and case.due_on else WAYS[tab]


def _state(case: Case, info: CaseInfo) -> dict[str, str]:
    """The state of the case that stands for the application, unless another ended otherwise."""
    if getattr(case, "differs", False):
        return {"word": DIFFERS, "tone": "neutral"}
    return {"word": case_word(info), "tone": TONES.get(info.state, "neutral")}
