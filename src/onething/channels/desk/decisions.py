"""The officer's steps: take a case on, grant it, deny it; each decision is read once more before it is made."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from onething.channels.design.bases import basis_by_hand, rule_by_hand
from onething.channels.design.case_words import DECIDABLE
from onething.channels.desk.case_page import OpenedCase, about_case, checks_of, open_case
from onething.channels.desk.consequences import follows_denial, follows_grant
from onething.channels.desk.pages import at_desk, page
from onething.channels.desk.steps import standing_words
from onething.core.definitions import Basis
from onething.modules.handling.api import (
    CaseInfo,
    MoveRefused,
    Rejection,
    TakenOver,
    decide_denial,
    deny,
    grant,
    start_review,
)
from onething.modules.papers.api import PaperInfo, PapersError
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

NO_VERSION = "页面不完整，没有办理。请重新打开这个办件再试。"
TAKEN = "已转审查，这个办件记在您名下。"
DECIDED = "已作出{}决定，文书已出具：{}。"
NO_DAY = "有效期的最后一天没有写对。请写年、月、日，例如 2031 年 11 月 22 日；没有有效期的，三格都不填。"
NOT_NOW = "本件现在是“{}”，不能作出决定"
DENIAL_TEXTS = ("facts", "reason", "document", "article")
Refused = (MoveRefused, TakenOver, PapersError)


@at_desk(Action.CASE_REVIEW)
@require_POST
def review(request: HttpRequest, case: UUID) -> HttpResponseBase:
    """Take the case on."""
    try:
        start_review(case=case, **acting(request))
    except Refused as refused:
        return _case_again(request, case, reasons_of(refused))
    messages.success(request, TAKEN)
    return redirect("desk:case", case=case)


@at_desk(Action.CASE_DECIDE)
@require_POST
def grant_case(request: HttpRequest, case: UUID) -> HttpResponseBase:
    """Opinion and number are read once more, then the decision is made."""
    typed = {name: request.POST.get(name, "").strip() for name in ("opinion", "result_number")}
    typed["valid_until"], until = _validity(request.POST)
    act = request.POST.get("act")
    if act == "edit":
        return _case_again(request, case, {}, typed)
    if act != "confirmed":
        return _check_grant(request, case, typed)
    try:
        if typed["valid_until"] and until is None:
            raise MoveRefused({"valid_until": NO_DAY})
        paper = grant(
            case=case,
            opinion=typed["opinion"],
            result_number=typed["result_number"],
            valid_until=until,
            **acting(request),
        )
    except Refused as refused:
        return _case_again(request, case, reasons_of(refused), typed)
    return _decided(request, case, "准予", paper)


@at_desk(Action.CASE_DECIDE)
@require_http_methods(["GET", "POST"])
def deny_case(request: HttpRequest, case: UUID) -> HttpResponseBase:
    """Reason, law and remedies are written, read once more, and then the decision is made."""
    opened = open_case(case, actor=actor_of(request), now=clock.now())
    act = request.POST.get("act")
    if act != "confirmed" and (why := _not_now(opened.view.info)):
        return _case_again(request, case, why)
    if request.method != "POST" or act == "edit":
        return page(request, "deny", _denial(opened, request.POST))
    try:
        rejection = _rejection(opened, request.POST)
        if act == "confirmed":
            return _decided(request, case, "不予", deny(case=case, rejection=rejection, **acting(request)))
    except Refused as refused:
        return page(request, "deny", _denial(opened, request.POST), errors=reasons_of(refused))
    if gaps := decide_denial(rejection):
        return page(request, "deny", _denial(opened, request.POST), errors=gaps)
    context = _denial(opened, request.POST) | {
        "follows": follows_denial(opened.view.info, opened.cases),
        "law": [basis.citation for basis in rejection.law],
    }
    return page(request, "deny_check", context)


def reasons_of(refused: Exception) -> dict[str, str]:
    """What a page shows for a refusal."""
    return dict(refused.reasons) if isinstance(refused, MoveRefused) else {"": str(refused)}


def _check_grant(request: HttpRequest, case: UUID, typed: Mapping[str, str]) -> HttpResponse:
    opened = open_case(case, actor=actor_of(request), now=clock.now())
    words = {
        "opinion": "没有写审查意见。请写明，申请人会在决定书上看到。",
        "result_number": "没有写结果编号。请照证照或文件填写。",
    }
    missing = _not_now(opened.view.info) or {name: word for name, word in words.items() if not typed[name]}
    if typed["valid_until"] and _validity(request.POST)[1] is None:
        missing["valid_until"] = NO_DAY
    if missing:
        return _case_again(request, case, missing, typed)
    context = {
        "case": opened.view.info,
        "typed": typed,
        "until": _validity(request.POST)[1],
        "follows": follows_grant(opened.view.info, opened.cases),
        "looks": [sentence for sentence, tone in checks_of(opened) if tone == "wait"],
        "version": request.POST.get("version", ""),
    }
    return page(request, "grant_check", context)


def _not_now(info: CaseInfo) -> dict[str, str]:
    """Why nothing can be decided in this state, said before anybody writes; what else is missing the service says."""
    if info.state in DECIDABLE:
        return {}
    return {"": "；".join((NOT_NOW.format(info.state_label), *standing_words(info, clock.today()))) + "。"}


def _validity(posted: QueryDict) -> tuple[str, date | None]:
    """The last day as typed into three boxes or as confirmed, and the day it is."""
    parts = [posted.get(f"valid_until-{part}", "").strip() for part in ("year", "month", "day")]
    text = posted.get("valid_until", "") or ("-".join(parts) if any(parts) else "")
    try:
        return text, date(*(int(part) for part in text.split("-"))) if text else None
    except (ValueError, TypeError, OverflowError):
        return text, None


def _denial(opened: OpenedCase, posted: QueryDict) -> dict[str, Any]:
    return about_law(opened, posted) | {
        "case": opened.view.info,
        "typed": {name: posted.get(name, "") for name in DENIAL_TEXTS},
        "points": opened.view.review_points,
        "version": posted.get("version", opened.view.info.version),
    }


def about_law(opened: OpenedCase, posted: QueryDict) -> dict[str, Any]:
    """On what it may rest, and where people turn against it: the body's facts, nothing to fill in."""
    laws = [basis.citation for basis in opened.view.bases if basis.confirmed]
    return {
        "laws": [{"value": citation, "label": citation} for citation in laws],
        "cited": posted.getlist("law"),
        "redress": [{"label": label, "value": value} for label, value in opened.view.redress],
        "of_service": opened.view.of_service,
    }


def read_law(opened: OpenedCase, posted: QueryDict) -> tuple[Basis, ...]:
    """The bases of the item that were ticked, and what was named by hand; MoveRefused for half of it."""
    by_hand = rule_by_hand if opened.view.of_service else basis_by_hand
    named = by_hand(posted.get("document", "").strip(), posted.get("article", "").strip())
    ticked = (basis for basis in opened.view.bases if basis.citation in posted.getlist("law"))
    return (*ticked, named) if named else tuple(ticked)


def _rejection(opened: OpenedCase, posted: QueryDict) -> Rejection:
    """What the officer wrote."""
    typed = {name: posted.get(name, "").strip() for name in DENIAL_TEXTS}
    return Rejection(facts=typed["facts"], reason=typed["reason"], law=read_law(opened, posted))


def _decided(request: HttpRequest, case: UUID, word: str, paper: PaperInfo) -> HttpResponse:
    messages.success(request, DECIDED.format(word, paper.number))
    return redirect("desk:case", case=case)


def _case_again(
    request: HttpRequest, case: UUID, errors: Mapping[str, str], typed: Mapping[str, str] | None = None
) -> HttpResponse:
    """The case as it is now, with what was typed kept."""
    now = clock.now()
    context = about_case(open_case(case, actor=actor_of(request), now=now), now=now)
    return page(request, "case", context | ({"typed": dict(typed)} if typed else {}), errors=errors)


def acting(request: HttpRequest) -> dict[str, Any]:
    """Who does it, when, and which state of the case was on the screen."""
    return {"actor": actor_of(request), "now": clock.now(), "version": posted_version(request)}


def posted_version(request: HttpRequest) -> int:
    """Which state of the case was on the screen."""
    version = request.POST.get("version", "")
    if not version.isascii() or not version.isdigit():
        raise BadRequest(NO_VERSION)
    return int(version[:9])
