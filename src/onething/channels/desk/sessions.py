"""Joint sessions at the desk: what this body goes to see, and writing down what was found."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from onething.channels.design.files import file_answer
from onething.channels.design.sessions import about_session, listed_sessions, read_day, read_number
from onething.channels.desk.pages import at_desk, page
from onething.modules.joint_sessions.api import (
    Conclusion,
    PartInfo,
    SessionInfo,
    SessionNotFound,
    SessionRefused,
    SessionState,
    Verdict,
    add_photo,
    clock_words,
    conclude,
    open_photo,
    session_for,
)
from onething.modules.papers.api import PapersError
from onething.platform import clock
from onething.platform.permissions import Action, Actor, actor_of

PHOTO_KEPT = "已保存 {} 张照片。"
CONCLUDED = "已写明结论：{}。{}"
ISSUED = "出具了{}。"


@at_desk(Action.CASE_READ)
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """What this body goes to see next, or what it saw."""
    return page(request, "sessions", listed_sessions(request, coming="要去的"))


@at_desk(Action.JOINT_CONCLUDE)
@require_http_methods(["GET", "POST"])
def session(request: HttpRequest, session: UUID) -> HttpResponseBase:
    """The appointment with everybody's points; one's own share can be concluded from the day on."""
    found = session_for(session, actor=actor_of(request), now=clock.now())
    part = _own(found, actor_of(request), request.POST.get("part") or request.GET.get("part", ""))
    if request.method != "POST":
        return page(request, "session", _about(found, part, _untouched(part)))
    given = _read(request, part)
    try:
        kept = _keep_photos(request, part)
        if request.POST.get("act") == "photos":
            messages.success(request, PHOTO_KEPT.format(kept))
            return redirect(f"{reverse('desk:session', args=[session])}?part={part.public_id}")
        papers = conclude(part=part.public_id, given=given, version=_version(request), **_by(request))
    except SessionRefused as refused:
        return _again(request, session, part, refused.reasons)
    except PapersError as refused:
        return _again(request, session, part, {"": str(refused)})
    issued = ISSUED.format("、".join(f"{paper.title} {paper.number}" for paper in papers)) if papers else ""
    messages.success(request, CONCLUDED.format(given.verdict.label if given.verdict else "", issued))
    return redirect("desk:session", session=session)


@at_desk(Action.CASE_READ)
@require_safe
def photo(request: HttpRequest, session: UUID, file: UUID) -> HttpResponse:
    """A photo of the place, kept nowhere."""
    return file_answer(*open_photo(file, session=session, actor=actor_of(request), now=clock.now()))


def _own(found: SessionInfo, actor: Actor, chosen: str) -> PartInfo:
    """The share that is worked on: the chosen one of this body, else the first that has no conclusion."""
    own = [part for part in found.parts if part.body_code == actor.body_code]
    if not own:
        raise SessionNotFound
    named = [part for part in own if str(part.public_id) == chosen]
    return (named or [part for part in own if _waits(part)] or own)[0]


def _waits(part: PartInfo) -> bool:
    return part.verdict is None and part.left_on is None


def _read(request: HttpRequest, part: PartInfo) -> Conclusion:
    posted = request.POST
    written = {number: str(posted.get(f"fault-{number}", "")).strip() for number in range(len(part.points))}
    verdict = posted.get("verdict", "")
    names = str(posted.get("present", "")).replace("，", "、").replace(",", "、").split("、")
    return Conclusion(
        verdict=Verdict.of(verdict) if verdict in set(Verdict) else None,
        present=tuple(name.strip()[:30] for name in names if name.strip()),
        remark=str(posted.get("remark", "")),
        faults={number: text for number, text in written.items() if text},
        until=read_day(str(posted.get("until", ""))),
    )


def _keep_photos(request: HttpRequest, part: PartInfo) -> int:
    uploads = request.FILES.getlist("photos")
    for upload in uploads:
        add_photo(part=part.public_id, name=upload.name or "", content=upload.read(), **_by(request))
    return len(uploads)


def _again(request: HttpRequest, session: UUID, part: PartInfo, errors: Mapping[str, str]) -> HttpResponse:
    """The page as it is now, with what was typed kept."""
    fresh = session_for(session, actor=actor_of(request), now=clock.now())
    own = _own(fresh, actor_of(request), str(part.public_id))
    typed = {name: str(request.POST.get(name, "")) for name in _untouched(own)}
    return page(request, "session", _about(fresh, own, typed), errors=errors)


def _untouched(part: PartInfo) -> dict[str, str]:
    names = {f"fault-{number}": "" for number in range(len(part.points))}
    return {"verdict": "", "remark": "", "until": "", "present": part.participant_name, **names}


def _about(found: SessionInfo, part: PartInfo, typed: Mapping[str, str]) -> dict[str, Any]:
    return {
        **about_session(found),
        "own": part,
        "others": [one for one in found.parts if one.body_code == part.body_code and one.public_id != part.public_id],
        "typed": typed,
        "verdicts": [{"value": verdict.value, "label": verdict.label} for verdict in Verdict],
        "clock": clock_words(found.kind),
        "can_conclude": found.state is SessionState.CONFIRMED and _waits(part) and clock.today() >= found.on,
    }


def _version(request: HttpRequest) -> int:
    return read_number(request.POST.get("version", ""))


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"actor": actor_of(request), "now": clock.now()}
