"""Find an application by its number, or an applicant's filings by the document in hand; the look is on the access log."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from onething.channels.counter.pages import at_window, page
from onething.channels.counter.queue import COUNTER
from onething.channels.design.wording import channel_word
from onething.core.identifiers import check_application_number, check_citizen_id, check_uscc
from onething.modules.handling.api import WholeClock, cases_of_all, promised_now
from onething.modules.identity.api import PersonRefused, find_enterprise, find_person
from onething.modules.intake.api import Application, list_applications, list_drafts
from onething.platform import clock
from onething.platform.permissions import Action, Actor, actor_of

PURPOSES = ("窗口接待：申请人查询进度", "窗口接待：申请人补正", "窗口接待：申请人领取结果")
NOT_HERE = "本窗口没有这个编号的申请。请核对回执；在别处申请的，请到受理的窗口查询。"
NO_PURPOSE = "请选择查询的原因。查询会留下记录，当事人可以看到。"


@at_window(Action.APPLICATION_READ)
@require_http_methods(["GET", "POST"])
def find(request: HttpRequest) -> HttpResponseBase:
    """One box for the number on the receipt, one for the person; a number leads straight to its application."""
    typed = {name: request.POST.get(name, "").strip() for name in ("number", "id_number", "purpose")}
    context: dict[str, Any] = {"typed": typed, "purposes": [(p, p) for p in PURPOSES], "found": None}
    if request.method != "POST":
        return page(request, "find", context)
    if request.POST.get("by") == "number":
        return _by_number(request, context, typed["number"])
    return _by_person(request, context, typed)


def _by_number(request: HttpRequest, context: dict[str, Any], number: str) -> HttpResponseBase:
    checked = check_application_number(number)
    if checked.value is None:
        return page(request, "find", context, errors={"number": "".join(f.message for f in checked.failures)})
    rows = list_applications(actor=actor_of(request), number=checked.value).rows
    if not rows:
        return page(request, "find", context, errors={"number": NOT_HERE})
    return redirect("counter:application", application=rows[0].public_id)


def _by_person(request: HttpRequest, context: dict[str, Any], typed: dict[str, str]) -> HttpResponseBase:
    if typed["purpose"] not in PURPOSES:
        return page(request, "find", context, errors={"purpose": NO_PURPOSE})
    actor, now = actor_of(request), clock.now()
    try:
        owner = _owner(typed, actor, now)
    except PersonRefused as refused:
        return page(request, "find", context, errors=refused.reasons)
    return page(request, "find", context | {"found": _filings(request, owner)})


def _owner(typed: dict[str, str], actor: Actor, now: datetime) -> UUID | None:
    """Whose filings are meant: both kinds of number have 18 characters, and hardly any text is valid as both."""
    number, purpose = typed["id_number"], typed["purpose"]
    if check_uscc(number).value and not check_citizen_id(number, today=clock.legal_day(now)).value:
        return find_enterprise(uscc=number, purpose=purpose, actor=actor, now=now)
    return find_person(id_number=number, purpose=purpose, actor=actor, now=now)


def _filings(request: HttpRequest, owner: UUID | None) -> dict[str, Any]:
    """What this window has of the person or firm: unfinished applications first, then drafts, then what is finished."""
    if owner is None:
        return {"open": [], "finished": [], "drafts": []}
    actor = actor_of(request)
    rows = list_applications(actor=actor, owner=owner).rows
    whole = promised_now(cases_of_all([row.public_id for row in rows], actor=actor))
    return {
        "open": [_row(row, whole) for row in rows if row.finished_at is None],
        "finished": [_row(row, whole) for row in rows if row.finished_at is not None],
        "drafts": [
            draft for draft in list_drafts(actor=actor, now=clock.now(), owner=owner) if draft.channel == COUNTER
        ],
    }


def _row(row: Application, whole: Mapping[UUID, WholeClock]) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "number": row.number,
        "title": row.title,
        "channel": channel_word(row.channel),
        "submitted_at": row.submitted_at,
        "whole": whole[row.public_id],
        "finished_at": row.finished_at,
    }
