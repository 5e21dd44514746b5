"""Choosing for whom to act, and 授权管理: naming a handler or an agent, taking it back, declining it."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from onething.channels.portal.acting.wording import PARTS, line_of, read_last_day
from onething.channels.portal.citizens import for_citizen
from onething.channels.portal.filing.pages import problem
from onething.core.definitions import PartyKind
from onething.modules.catalogue.api import BundleSummary, list_bundles
from onething.modules.identity.api import (
    AuthorityGone,
    AuthorityInfo,
    AuthorityRefused,
    AuthorityState,
    act_as_oneself,
    act_for,
    authorities_given,
    authorities_held,
    decline_authority,
    grant_authority,
    may_grant,
    revoke_authority,
    safe_next,
)
from onething.platform import clock
from onething.platform.permissions import Action, Actor, actor_of

ONESELF = "self"
REFUSED, FORBIDDEN = 422, 403
NOT_OPEN = ("回到“为谁办”换成本人或法定代表人的身份", "请单位的法定代表人登录后授权", "也可以到综合窗口咨询")


@for_citizen(Action.AUTHORITY_HOLD)
@never_cache
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponseBase:
    """For whom: oneself, or one of those whose authority one holds today; one press each."""
    error = ""
    if request.method == "POST":
        chosen = request.POST.get("for", "")
        try:
            _act(request, chosen)
            return redirect(safe_next(request) or "portal:mine")
        except AuthorityGone as gone:
            error = str(gone)
    today = clock.today()
    held = [one for one in authorities_held(actor=actor_of(request), on=today) if _valid(one, today)]
    context = {
        "lines": _lines(held, today),
        "current": request.acting.public_id if request.acting else None,  # type: ignore[attr-defined]
        "ended": "ended" in request.GET,
        "next": safe_next(request),
        "errors": {"": error} if error else {},
    }
    return _page(request, "choose", context, status=REFUSED if error else 200)


@for_citizen(Action.AUTHORITY_HOLD)
@never_cache
@require_safe
def authorities(request: HttpRequest) -> HttpResponse:
    """Who may act for whom one acts for, and for whom one may act oneself."""
    actor, today = actor_of(request), clock.today()
    may = may_grant(actor, on=today)
    given = _lines(authorities_given(actor=actor) if may else (), today)
    context = {
        "may_grant": may,
        "given": [line for line in given if line.tone != "neutral"],
        "past": [line for line in given if line.tone == "neutral"],
        "held": _lines(authorities_held(actor=actor, on=today), today),
    }
    return _page(request, "authorities", context)


@for_citizen(Action.AUTHORITY_GRANT)
@never_cache
@require_http_methods(["GET", "POST"])
def grant(request: HttpRequest) -> HttpResponseBase:
    """Name a handler for the enterprise or an agent for oneself, in which things and until when."""
    actor, now = actor_of(request), clock.now()
    if not may_grant(actor, on=clock.today()):
        message = "经办人和代办人不能再授权给别人；单位的经办人由法定代表人授权。"
        return problem(request, title="不能以现在的身份授权", message=message, next_steps=NOT_OPEN, status=FORBIDDEN)
    offered = _offered(actor)
    errors = _grant(request, offered, actor) if request.method == "POST" else {}
    if request.method == "POST" and not errors:
        return redirect("portal:authorities")
    context = {
        "choices": [{"value": one.code, "label": one.title} for one in offered],
        "typed": {name: request.POST.get(name, "")[:200] for name in ("name", "id_number")},
        "chosen": request.POST.getlist("bundles"),
        "until": "-".join(request.POST.get(f"until-{part}", "")[:8] for part in PARTS),
        "today": clock.legal_day(now),
        "errors": errors,
    }
    return _page(request, "grant", context, status=REFUSED if errors else 200)


@for_citizen(Action.AUTHORITY_GRANT)
@never_cache
@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, authority: UUID) -> HttpResponseBase:
    """Take an authority back, after asking."""
    actor = actor_of(request)
    given = authorities_given(actor=actor) if may_grant(actor, on=clock.today()) else ()
    return _end(request, given, authority, revoke_authority, holds=False)


@for_citizen(Action.AUTHORITY_HOLD)
@never_cache
@require_http_methods(["GET", "POST"])
def decline(request: HttpRequest, authority: UUID) -> HttpResponseBase:
    """Give back an authority that one does not want, after asking."""
    held = authorities_held(actor=actor_of(request), on=clock.today())
    return _end(request, held, authority, decline_authority, holds=True)


def _act(request: HttpRequest, chosen: str) -> None:
    if chosen == ONESELF:
        act_as_oneself(request)
    else:
        act_for(request, authority=chosen, now=clock.now())


def _grant(request: HttpRequest, offered: tuple[BundleSummary, ...], actor: Actor) -> dict[str, str]:
    """Every reason why nothing was granted, in the order of the page."""
    try:
        grant_authority(
            name=request.POST.get("name", ""),
            id_number=request.POST.get("id_number", ""),
            last_day=read_last_day(request.POST),
            bundles=request.POST.getlist("bundles"),
            offered=[one.code for one in offered],
            actor=actor,
            now=clock.now(),
        )
    except AuthorityRefused as refused:
        order = ("", "name", "id_number", "bundles", "until")
        return {name: refused.reasons[name] for name in order if name in refused.reasons}
    return {}


def _end(
    request: HttpRequest,
    among: Iterable[AuthorityInfo],
    authority: UUID,
    end: Callable[..., None],
    *,
    holds: bool,
) -> HttpResponseBase:
    lines = _lines((one for one in among if one.public_id == authority), clock.today())
    if not lines or not lines[0].can_end:
        raise Http404(str(AuthorityGone()))
    if request.method != "POST":
        return _page(request, "end", {"line": lines[0], "holds": holds})
    try:
        end(authority=authority, actor=actor_of(request), now=clock.now())
    except AuthorityGone as gone:
        raise Http404(str(gone)) from gone
    return redirect("portal:authorities")


def _offered(actor: Actor) -> tuple[BundleSummary, ...]:
    """What may be named: bundles that an enterprise files when acting for one, that a person files otherwise."""
    wanted = PartyKind.PERSON if actor.acting_for is None else PartyKind.ENTERPRISE
    return tuple(one for one in list_bundles(on=clock.today()) if one.applicant is wanted)


def _lines(found: Iterable[AuthorityInfo], today: date) -> list[Any]:
    titles = {one.code: one.title for one in list_bundles(on=today)}
    return [line_of(authority, titles, today=today) for authority in found]


def _valid(authority: AuthorityInfo, today: date) -> bool:
    return authority.state(today) is AuthorityState.VALID


def _page(request: HttpRequest, name: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return render(request, f"portal/acting/{name}.html", {"errors": {}, **context}, status=status, using="jinja2")
