"""Joint sessions at the window: make the appointment for all departments at once, confirm, move or cancel it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from onething.channels.counter.pages import at_window, page
from onething.channels.design.sessions import (
    about_session,
    listed_sessions,
    read_day,
    read_number,
    read_slot,
    slot_options,
)
from onething.modules.identity.api import officers_of
from onething.modules.intake.api import application_of
from onething.modules.joint_sessions.api import (
    Appointment,
    Proposal,
    SessionInfo,
    SessionKind,
    SessionRefused,
    SessionState,
    arrange,
    cancel,
    clock_words,
    confirm,
    decline,
    note_absence,
    proposal_for,
    reschedule,
    session_for,
)
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

WHO = "who-"
ARRANGED = "已约定，请告诉申请人，等申请人确认。"
NO_ACT = "没有选择要做什么。请回到这次安排的页面再试。"
TOLD = {
    "confirm": "已代申请人确认。",
    "decline": "已记下申请人的要求，请另约时间。",
    "reschedule": "已改期，等申请人确认。",
    "miss": "已登记没有到场，请另约时间。",
    "cancel": "已取消。",
}


@at_window(Action.CASE_READ)
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """The sessions of this site, the next first."""
    return page(request, "sessions", listed_sessions(request, coming="已约的"))


@at_window(Action.JOINT_ARRANGE)
@require_http_methods(["GET", "POST"])
def arrange_session(request: HttpRequest, application: UUID) -> HttpResponseBase:
    """One appointment for everybody: time, place, who comes, and the points of all departments in one list."""
    actor, now = actor_of(request), clock.now()
    asked = request.POST.get("follows") or request.GET.get("follows", "")
    follows = UUID(asked) if _is_id(asked) else None
    proposal = proposal_for(application, actor=actor, now=now, follows=follows)
    if request.method != "POST":
        return page(request, "arrange", _about(request, proposal, _proposed(proposal)))
    try:
        made = arrange(application=application, given=_read(request, proposal), follows=follows, actor=actor, now=now)
    except SessionRefused as refused:
        typed = {name: str(request.POST[name]) for name in request.POST}
        chosen = frozenset(map(str, request.POST.getlist("cases")))
        return page(request, "arrange", _about(request, proposal, {**typed, "cases": chosen}), errors=refused.reasons)
    messages.success(request, ARRANGED)
    return redirect("counter:session", session=made)


@at_window(Action.JOINT_CONFIRM)
@require_http_methods(["GET", "POST"])
def session(request: HttpRequest, session: UUID) -> HttpResponseBase:
    """The appointment, and what the window may do with it."""
    if request.method != "POST":
        return _show(request, session)
    act = request.POST.get("act", "")
    if act not in TOLD:
        raise BadRequest(NO_ACT)
    try:
        _act(request, session, act)
    except SessionRefused as refused:
        return _show(request, session, errors=refused.reasons)
    messages.success(request, TOLD[act])
    return redirect("counter:session", session=session)


def _act(request: HttpRequest, session: UUID, act: str) -> None:
    by: dict[str, Any] = {
        "session": session,
        "version": read_number(request.POST.get("version", "")),
        "actor": actor_of(request),
        "now": clock.now(),
    }
    reason = str(request.POST.get("reason", ""))
    match act:
        case "confirm":
            confirm(**by)
        case "decline":
            decline(reason=reason, **by)
        case "reschedule":
            on = read_day(str(request.POST.get("on", "")))
            reschedule(on=on, slot=read_slot(request.POST), reason=reason, participants=_comers(request), **by)
        case "miss":
            note_absence(reason=reason, **by)
        case _:
            cancel(reason=reason, **by)


def _comers(request: HttpRequest) -> dict[str, UUID]:
    """Who shall come, by body; where nobody is chosen, who was to come."""
    named = {name.removeprefix(WHO): str(who) for name, who in request.POST.items() if name.startswith(WHO)}
    return {code: UUID(who) for code, who in named.items() if _is_id(who)}


def _others(found: SessionInfo, posted: Mapping[str, str]) -> list[dict[str, Any]]:
    """For each department who may come instead, besides who was to come."""
    coming = {part.body_code: part for part in found.parts if part.left_on is None}
    return [
        {
            "name": f"{WHO}{code}",
            "label": f"{part.body_name}换人",
            "value": posted.get(f"{WHO}{code}", ""),
            "empty": f"不换，仍是{part.participant_name}",
            "options": [(str(one.account), one.name) for one in officers_of(code, on=clock.today())],
        }
        for code, part in coming.items()
    ]


def _show(request: HttpRequest, session: UUID, *, errors: Mapping[str, str] | None = None) -> HttpResponse:
    found = session_for(session, actor=actor_of(request), now=clock.now())
    context = {
        **about_session(found),
        "clock": clock_words(found.kind),
        "slots": slot_options(),
        "typed": {name: str(request.POST.get(name, "")) for name in ("on", "slot", "reason")},
        "others": _others(found, request.POST) if found.open else [],
        "to_confirm": found.state is SessionState.PROPOSED,
        "to_miss": found.state is SessionState.CONFIRMED and clock.today() >= found.on,
        "recheck": f"{reverse('counter:arrange', args=[found.application])}?follows={found.public_id}"
        if found.to_recheck
        else "",
    }
    return page(request, "session", context, errors=errors)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _proposed(proposal: Proposal) -> dict[str, Any]:
    """What stands in the form before anybody typed: the plan's visit, everybody in it, and all their points."""
    planned = set(proposal.visit.items) if proposal.visit and not proposal.follows else None
    chosen = [case for case in proposal.cases if planned is None or case.key in planned]
    points = {f"points-{case}": "\n".join(lines) for case, lines in proposal.points.items()}
    firsts = {f"who-{code}": str(found[0].account) for code, found in proposal.officers.items() if len(found) == 1}
    return {"cases": frozenset(str(case.public_id) for case in chosen), "place": proposal.place, **points, **firsts}


def _read(request: HttpRequest, proposal: Proposal) -> Appointment:
    posted = request.POST
    chosen = [case for case in proposal.cases if str(case.public_id) in posted.getlist("cases")]
    written = {case.public_id: str(posted.get(f"points-{case.public_id}", "")).splitlines() for case in chosen}
    lines = {case: proposal.points[case] for case in written} if proposal.follows else written
    asked = {case.body_code: str(posted.get(f"who-{case.body_code}", "")) for case in chosen}
    kind = posted.get("kind", "")
    return Appointment(
        kind=SessionKind.of(kind) if kind in set(SessionKind) else SessionKind.SURVEY,
        on=read_day(str(posted.get("on", ""))),
        slot=read_slot(posted),
        place=str(posted.get("place", ""))[:300],
        bring=str(posted.get("bring", "")),
        participants={code: UUID(who) for code, who in asked.items() if _is_id(who)},
        points={case: tuple(line.strip() for line in found if line.strip()) for case, found in lines.items()},
    )


def _about(request: HttpRequest, proposal: Proposal, typed: Mapping[str, Any]) -> dict[str, Any]:
    blank = dict.fromkeys(("kind", "on", "slot", "place", "bring"), "")
    blank |= {f"points-{case.public_id}": "" for case in proposal.cases}
    blank |= {f"who-{case.body_code}": "" for case in proposal.cases}
    return {
        "application": application_of(proposal.application, actor=actor_of(request)).info,
        "proposal": proposal,
        "kinds": [{"value": kind.value, "label": kind.label} for kind in SessionKind],
        "slots": slot_options(),
        "case_options": [
            {"value": str(case.public_id), "label": case.title, "hint": case.body_name} for case in proposal.cases
        ],
        "bodies": {case.body_code: case.body_name for case in proposal.cases},
        "officers": {
            code: [(str(one.account), one.name) for one in found] for code, found in proposal.officers.items()
        },
        "clocks": [clock_words(kind) for kind in ([proposal.kind] if proposal.kind else SessionKind)],
        "typed": {**blank, **typed},
    }
