"""What pages of hearings share: words and tones, the list, and what comes next."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest

from onething.core.lifecycle import HearingState, RightUse
from onething.modules.handling.api import LogLine
from onething.modules.hearings.api import (
    Challenge,
    HearingInfo,
    PersonInfo,
    hearing_info,
    list_hearings,
)
from onething.platform import clock
from onething.platform.permissions import actor_of

DONE = "done"
USES = ({"value": RightUse.ASKED.value, "label": "要求听证"}, {"value": RightUse.WAIVED.value, "label": "放弃或者撤回"})
IN_LOG = "hearing_"
NOBODY_ASKED = ("没有人申请", "neutral")
TONES = {
    HearingState.TOLD: "wait",
    HearingState.CALLED: "soon",
    HearingState.SUMMONED: "info",
    HearingState.CLOSED: "done",
    HearingState.CALLED_OFF: "neutral",
}
ANSWERS = {RightUse.OPEN: "wait", RightUse.ASKED: "info", RightUse.WAIVED: "neutral"}
CHALLENGES = {
    Challenge.NONE: "neutral",
    Challenge.OPEN: "wait",
    Challenge.UPHELD: "soon",
    Challenge.REJECTED: "neutral",
}


def about_hearing(hearing: HearingInfo, *, today: date) -> dict[str, Any]:
    """The hearing with its words: state, what comes next, everybody's answer."""
    running = [right.ask_by for right in hearing.rights if right.runs(today)]
    told = hearing.state is HearingState.TOLD
    state = NOBODY_ASKED if told and not running else (hearing.state.label, TONES[hearing.state])
    return {
        "info": hearing,
        "state": state,
        "running": max(running, default=None),
        "next": _next(hearing, max(running, default=None)),
        "persons": [{"info": one, "answer": _answer(one, today)} for one in hearing.persons],
        "challenge": (hearing.challenge.label, CHALLENGES[hearing.challenge]),
    }


def listed_hearings(request: HttpRequest) -> dict[str, Any]:
    """The list of this body, as two tabs of one address."""
    done = request.GET.get("tab") == DONE
    found = list_hearings(actor=actor_of(request), done=done, after=request.GET.get("after"))
    here, today = request.path, clock.today()
    return {
        "tabs": [
            {"label": "在办的", "href": here, "current": not done},
            {"label": "已结束", "href": f"{here}?tab={DONE}", "current": done},
        ],
        "rows": [about_hearing(hearing_info(row), today=today) for row in found.rows],
        "done": done,
        "next": f"{here}?{'tab=done&' if done else ''}after={found.next}" if found.next else None,
    }


def heard_of(log: Iterable[LogLine]) -> bool:
    """Whether the log of a case tells of a hearing: most cases have none, and nobody asks for it."""
    return any(line.kind.startswith(IN_LOG) for line in log)


def _next(hearing: HearingInfo, running: date | None) -> str:
    match hearing.state:
        case HearingState.TOLD:
            return f"{_day(running)}以前还可以申请听证。" if running else "期限已过或者都已放弃，可以作出决定。"
        case HearingState.CALLED:
            return f"要在{_day(hearing.hold_by)}以前举行。" if hearing.hold_by else "请安排时间、地点并公告。"
        case HearingState.SUMMONED:
            return f"定在{_day(hearing.on)} {hearing.at}。"
        case HearingState.CLOSED:
            return f"根据听证笔录（{hearing.record}）作出决定。"
    return ""


def _answer(person: PersonInfo, today: date) -> tuple[str, str]:
    if person.right is None:
        return ("参加听证", "info")
    if person.right.use is RightUse.OPEN and not person.right.runs(today):
        return ("没有申请", "neutral")
    return (person.right.use.label, ANSWERS[person.right.use])


def _day(day: date | None) -> str:
    return f"{day.month}月{day.day}日" if day else ""
