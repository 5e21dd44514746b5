"""Another body exercises a duty (职责划转): the head of the successor asks, the head of the government answers."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from onething.channels.design.sessions import read_day
from onething.channels.desk.pages import page, where_requests_are_answered
from onething.modules.catalogue.api import bundles_in_force
from onething.modules.handling.api import count_under_way, staff_names
from onething.modules.organisation.api import (
    SuccessionInfo,
    SuccessionNotFound,
    SuccessionRefused,
    SuccessionState,
    SuccessionWish,
    ask_succession,
    bodies_in,
    list_successions,
    settle_succession,
    take_back_succession,
)
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

ASKED = "已报批，等本级政府负责人批复。"
APPROVED = "已同意。从生效的那一天起，办件陆续改由承接部门办理，期限不变，申请人会收到告知书。"
DECLINED = "已批复不同意，报批的部门会看到理由。"
TAKEN_BACK = "已收回。"
Items = dict[str, tuple[str, str]]
NO_ACT = "没有选择要做什么。请返回重试。"
NOT_THERE = "没有找到这项职责划转，可能已经收回。请看下面的最新情况。"


@where_requests_are_answered(Action.SUCCESSION_READ)
@require_http_methods(["GET", "POST"])
def successions(request: HttpRequest) -> HttpResponseBase:
    """What was asked and what came of it; the form to ask, in two steps; the answer of the government."""
    if request.method != "POST":
        return _page(request)
    try:
        messages.success(request, _act(request))
    except SuccessionRefused as refused:
        return _page(request, errors=_at_their_fields(refused, request.POST.get("succession", "")))
    except SuccessionNotFound:
        return _page(request, errors={"": NOT_THERE})
    return redirect("desk:successions")


def _act(request: HttpRequest) -> str:
    posted, actor, now = request.POST, actor_of(request), clock.now()
    act = posted.get("act")
    if act == "ask":
        ask_succession(_wish(request), actor=actor, now=now)
        return ASKED
    succession = _id(posted.get("succession", ""))
    if act in {"approve", "decline"} and succession:
        note, yes = posted.get(f"note-{succession}", ""), act == "approve"
        settle_succession(succession=succession, approved=yes, note=note, actor=actor, now=now)
        return APPROVED if yes else DECLINED
    if act == "take-back" and succession:
        take_back_succession(succession=succession, actor=actor, now=now)
        return TAKEN_BACK
    raise BadRequest(NO_ACT)


def _at_their_fields(refused: SuccessionRefused, succession: str) -> dict[str, str]:
    """Each act that waits has its own field for the note."""
    return {f"note-{succession}" if field == "note" else field: said for field, said in refused.reasons.items()}


def _wish(request: HttpRequest) -> SuccessionWish:
    posted = request.POST
    former = posted.get("former", "")
    its = {code for code, (_, body) in _items().items() if body == former}
    return SuccessionWish(
        former=former,
        items=tuple(item for item in posted.getlist("items") if item in its),
        from_day=read_day(posted.get("from_day", "")),
        document=posted.get("document", ""),
    )


def _page(request: HttpRequest, *, errors: dict[str, str] | None = None) -> HttpResponse:
    actor, typed = actor_of(request), request.POST or request.GET
    names = {body.code: body.name for body in bodies_in(actor.region_path)}
    former, known = typed.get("former", ""), _items()
    found = list_successions(actor=actor)
    staff = staff_names({one.asked_by for one in found})
    waiting = [one for one in found if one.state is SuccessionState.OPEN]
    counts = count_under_way([(one.former, one.items) for one in waiting])
    under_way = {one.public_id: count for one, count in zip(waiting, counts, strict=True)}
    context: dict[str, Any] = {
        "rows": [_row(one, known, staff, under_way) for one in found],
        "others": [(code, name) for code, name in names.items() if code != actor.body_code],
        "former": former if former in names else "",
        "former_name": names.get(former, ""),
        "items": [{"value": code, "label": name} for code, (name, body) in known.items() if body == former],
        "chosen": typed.getlist("items"),
        "typed": {name: typed.get(name, "") for name in ("from_day", "document")},
        "notes": {one.public_id: typed.get(f"note-{one.public_id}", "") for one in waiting},
    }
    return page(request, "successions", context, errors=errors)


def _row(one: SuccessionInfo, known: Items, staff: Mapping[UUID, str], under_way: Mapping[UUID, int]) -> dict[str, Any]:
    """With the names of who asked and of the items, and of what waits for an answer how much would change hands."""
    items = [known[item][0] if item in known else item for item in one.items]
    return {
        "one": one,
        "asked_by": staff.get(one.asked_by, ""),
        "items": items,
        "under_way": under_way.get(one.public_id),
    }


def _items() -> Items:
    """The name and the body of every item of the packs in force, by its code."""
    bundles = bundles_in_force(on=clock.today())
    return {code: (item.name, item.body) for bundle in bundles for code, item in sorted(bundle.library.items.items())}


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
