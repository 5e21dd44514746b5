"""Hearings at the desk: tell of the right, record who asks, name the day, keep the record; the head decides challenges."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from onething.channels.design.hearings import USES, about_hearing, listed_hearings
from onething.channels.design.sessions import read_day, read_number
from onething.channels.design.wording import cn_date
from onething.channels.desk.pages import at_desk, page
from onething.core.lifecycle import HearingState, RightUse
from onething.modules.handling.api import Case, MoveRefused, find_case, info_of, library_of, may_answer
from onething.modules.hearings.api import (
    Cause,
    Challenge,
    Day,
    Heard,
    HearingInfo,
    HearingRefused,
    Minutes,
    Signature,
    answer_challenge,
    call_off,
    close,
    hearing_for,
    record_answer,
    record_challenge,
    summon,
    tell,
    tell_others,
)
from onething.modules.identity.api import officers_of
from onething.modules.papers.api import PaperInfo, PapersError
from onething.platform import clock
from onething.platform.permissions import Action, actor_of, allowed

Refused = (HearingRefused, MoveRefused, PapersError)
NO_ACT = "没有选择要做什么。请返回重试。"
SAVED = "已保存。"
ISSUED = "已出具{}。"
BY_LAW = "{}规定应当听证"
NEW = ("cause", "reason", "others")
TYPED = (
    "others", "person", "challenger", "use", "received_on", "on", "at", "place", "presider", "examiner", "in_public", "closed_because",
    "reason", "challenge", "answer", "examined", "argued", "clerk", "ending",
)  # fmt: skip


@at_desk(Action.CASE_READ)
@require_safe
def hearings(request: HttpRequest) -> HttpResponse:
    """The hearings of this body."""
    return page(request, "hearings", listed_hearings(request))


@at_desk(Action.HEARING_HOLD)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, case: UUID) -> HttpResponseBase:
    """Why there is a hearing, and whom it concerns besides the applicant."""
    row = find_case(case, actor=actor_of(request), action=Action.HEARING_HOLD)
    typed = {**_prescribed(row), **{name: str(request.POST[name]) for name in NEW if name in request.POST}}
    context = {
        "case": info_of(row),
        "typed": typed,
        "causes": [{"value": one.value, "label": one.label} for one in Cause],
    }
    if request.method != "POST":
        return page(request, "hearing_new", context)
    cause = Cause.of(typed["cause"]) if typed["cause"] in set(Cause) else None
    try:
        made, papers = tell(
            case=case, cause=cause, reason=typed["reason"], others=_names(typed["others"]), actor=actor_of(request),
            now=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        return page(request, "hearing_new", context, errors=_reasons(refused))
    _say(request, papers)
    return redirect("desk:hearing", hearing=made.public_id)


def _prescribed(row: Case) -> dict[str, str]:
    """A fresh page of an item that the law wants heard begins with that."""
    law = library_of(row).items[row.item].hearing
    if law is None:
        return dict.fromkeys(NEW, "")
    return {"cause": Cause.PRESCRIBED.value, "reason": BY_LAW.format(law.citation), "others": ""}


@at_desk(Action.CASE_READ)
@require_http_methods(["GET", "POST"])
def hearing(request: HttpRequest, hearing: UUID) -> HttpResponseBase:
    """One hearing, with what can be done next."""
    found = hearing_for(hearing, actor=actor_of(request), now=clock.now())
    if request.method != "POST":
        return page(request, "hearing", _about(request, found))
    act = ACTS.get(str(request.POST.get("act", "")))
    if act is None:
        raise BadRequest(NO_ACT)
    try:
        papers = act(request, found)
    except Refused as refused:
        return page(request, "hearing", _about(request, found), errors=_reasons(refused))
    _say(request, papers)
    return redirect("desk:hearing", hearing=hearing)


def _record_answer(request: HttpRequest, found: HearingInfo) -> tuple[PaperInfo, ...]:
    use = RightUse.ASKED if request.POST.get("use") == RightUse.ASKED else RightUse.WAIVED
    record_answer(
        person=_person(request, found), use=use, received_on=_day(request, "received_on"), **_by(request, found)
    )
    return ()


def _tell_others(request: HttpRequest, found: HearingInfo) -> tuple[PaperInfo, ...]:
    return tell_others(others=_names(str(request.POST.get("others", ""))), **_by(request, found))


def _summon(request: HttpRequest, found: HearingInfo) -> tuple[PaperInfo, ...]:
    posted = request.POST
    given = Day(
        on=_day(request, "on"),
        at=str(posted.get("at", "")).strip().replace("：", ":"),
        place=str(posted.get("place", "")),
        presider=_uuid(posted.get("presider", "")),
        examiner=_uuid(posted.get("examiner", "")),
        in_public=posted.get("in_public") != "no",
        closed_because=str(posted.get("closed_because", "")),
        reason=str(posted.get("reason", "")),
    )
    return summon(given=given, **_by(request, found))


def _challenge(request: HttpRequest, found: HearingInfo) -> tuple[PaperInfo, ...]:
    reason = str(request.POST.get("challenge", ""))
    record_challenge(person=_person(request, found, "challenger"), reason=reason, **_by(request, found))
    return ()


def _uphold(request: HttpRequest, found: HearingInfo) -> tuple[PaperInfo, ...]:
    answer_challenge(upheld=True, answer=str(request.POST.get("answer", "")), **_by(request, found))
    return ()


def _reject(request: HttpRequest, found: HearingInfo) -> tuple[PaperInfo, ...]:
    answer_challenge(upheld=False, answer=str(request.POST.get("answer", "")), **_by(request, found))
    return ()


def _close(request: HttpRequest, found: HearingInfo) -> tuple[PaperInfo, ...]:
    posted = request.POST
    given = Minutes(
        clerk=str(posted.get("clerk", "")),
        examined=str(posted.get("examined", "")),
        argued=str(posted.get("argued", "")),
        heard={one.public_id: _heard(request, one.public_id) for one in found.persons},
    )
    return (close(given=given, **_by(request, found)),)


def _call_off(request: HttpRequest, found: HearingInfo) -> tuple[PaperInfo, ...]:
    return call_off(reason=str(request.POST.get("ending", "")), **_by(request, found))


ACTS: Mapping[str, Callable[[HttpRequest, HearingInfo], tuple[PaperInfo, ...]]] = {
    "answered": _record_answer,
    "others": _tell_others,
    "summon": _summon,
    "challenge": _challenge,
    "uphold": _uphold,
    "reject": _reject,
    "close": _close,
    "call_off": _call_off,
}


def _about(request: HttpRequest, found: HearingInfo) -> dict[str, Any]:
    actor, today = actor_of(request), clock.today()
    case = find_case(found.case, actor=actor)
    holds = found.open and allowed(actor, Action.HEARING_HOLD, case)
    summoned = found.state is HearingState.SUMMONED
    challenged = found.challenge is Challenge.OPEN
    staff = officers_of(found.body_code, on=today)
    return {
        **about_hearing(found, today=today),
        "typed": _typed(request, found, officer=case.officer),
        "holds": holds,
        "answers": challenged and found.open and may_answer(actor, case, by_government=False, on=today),
        "answering": [(str(one.public_id), one.name) for one in found.persons if one.may_answer],
        "everybody": [(str(one.public_id), one.name) for one in found.persons],
        "staff": [(str(one.account), one.name) for one in staff],
        "uses": USES,
        "signatures": [{"value": one.value, "label": one.label} for one in Signature],
        "can_summon": holds and found.state is not HearingState.TOLD,
        "can_close": holds and summoned and found.on is not None and today >= found.on and not challenged
        and found.challenge is not Challenge.UPHELD,
        "summoned": summoned,
    }  # fmt: skip


def _typed(request: HttpRequest, found: HearingInfo, *, officer: UUID | None) -> dict[str, str]:
    """What was typed stays; a fresh page begins with what is known."""
    if request.method == "POST":
        return {**dict.fromkeys(TYPED, ""), **{name: str(value) for name, value in request.POST.items()}}
    known = {
        "received_on": cn_date(clock.today()),
        "on": cn_date(found.on) if found.on else "",
        "at": found.at,
        "place": found.place,
        "presider": str(found.presider or ""),
        "examiner": str(found.examiner or officer or ""),
        "in_public": "yes" if found.in_public else "no",
        "closed_because": found.closed_because,
    }
    return {**dict.fromkeys(TYPED, ""), **known}


def _heard(request: HttpRequest, person: UUID) -> Heard:
    signature = str(request.POST.get(f"signature-{person}", ""))
    return Heard(
        said=str(request.POST.get(f"said-{person}", "")),
        signature=Signature.of(signature) if signature in set(Signature) else None,
        remark=str(request.POST.get(f"remark-{person}", "")),
    )


def _person(request: HttpRequest, found: HearingInfo, name: str = "person") -> UUID:
    chosen = request.POST.get(name, "")
    person = next((one.public_id for one in found.persons if str(one.public_id) == chosen), None)
    if person is None:
        raise HearingRefused({name: "没有选是谁。请选一位。"})
    return person


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def _day(request: HttpRequest, name: str) -> Any:
    return read_day(str(request.POST.get(name, "")))


def _names(text: str) -> list[str]:
    return list(dict.fromkeys(filter(None, (line.strip() for line in text.splitlines()))))


def _by(request: HttpRequest, found: HearingInfo) -> dict[str, Any]:
    version = read_number(request.POST.get("version", ""))
    return {"hearing": found.public_id, "version": version, "actor": actor_of(request), "now": clock.now()}


def _say(request: HttpRequest, papers: tuple[PaperInfo, ...]) -> None:
    names = "、".join(f"{paper.title} {paper.number}" for paper in papers)
    messages.success(request, ISSUED.format(names) if papers else SAVED)


def _reasons(refused: Exception) -> dict[str, str]:
    return dict(refused.reasons) if isinstance(refused, HearingRefused | MoveRefused) else {"": str(refused)}
