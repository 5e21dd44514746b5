"""What pages of joint sessions share: the list, words and tones, and reading an appointment's day from a form."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest

from onething.modules.joint_sessions.api import (
    PartInfo,
    SessionInfo,
    SessionState,
    TimeSlot,
    Verdict,
    list_sessions,
    session_info,
)
from onething.platform.permissions import actor_of

DONE, LEFT = "done", "办理结束，不再参加"
EIGHT_DIGITS = 8

TONES = {
    SessionState.PROPOSED: "wait",
    SessionState.DECLINED: "fault",
    SessionState.CONFIRMED: "info",
    SessionState.MISSED: "fault",
    SessionState.CLOSED: "done",
    SessionState.CANCELLED: "neutral",
}
VERDICTS = {Verdict.PASS: "done", Verdict.RECTIFY: "soon", Verdict.FAIL: "fault"}


def about_session(session: SessionInfo) -> dict[str, Any]:
    """The session with its words: state, and each department's conclusion with its tone."""
    return {
        "info": session,
        "title": f"{session.kind.label}（复查）" if session.is_recheck else session.kind.label,
        "state": (session.state.label, TONES[session.state]),
        "parts": [
            {
                "info": part,
                "verdict": _verdict(part),
                "faults": dict(part.faults),
            }
            for part in session.parts
        ],
    }


def _verdict(part: PartInfo) -> tuple[str, str]:
    if part.verdict:
        return part.verdict.label, VERDICTS[part.verdict]
    return (LEFT if part.left_on else "还没有结论", "neutral")


def listed_sessions(request: HttpRequest, *, coming: str) -> dict[str, Any]:
    """The list this person may see, as two tabs of one address: those to come under this label, and those that are over."""
    done = request.GET.get("tab") == DONE
    found = list_sessions(actor=actor_of(request), done=done, after=request.GET.get("after"))
    here = request.path
    return {
        "tabs": [
            {"label": coming, "href": here, "current": not done},
            {"label": "已结束", "href": f"{here}?tab={DONE}", "current": done},
        ],
        "rows": [about_session(session_info(row)) for row in found.rows],
        "done": done,
        "next": f"{here}?{'tab=done&' if done else ''}after={found.next}" if found.next else None,
    }


def shown_sessions(sessions: Sequence[SessionInfo]) -> list[dict[str, Any]]:
    """The appointments that stand or have a conclusion; cancelled ones are in the record of steps alone."""
    return [about_session(one) for one in sessions if one.state is not SessionState.CANCELLED]


def read_day(text: str) -> date | None:
    """2026-01-05, 2026/1/5, 2026年1月5日 or 20260105; None when it is none of these."""
    marks = text.strip().translate(str.maketrans("年月/.", "----", "日"))
    if len(marks) == EIGHT_DIGITS and marks.isdecimal():
        marks = f"{marks[:4]}-{marks[4:6]}-{marks[6:]}"
    try:
        year, month, day = (int(part) for part in marks.split("-"))
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def read_slot(posted: Mapping[str, str]) -> TimeSlot:
    """The half day that was chosen; the morning when none was."""
    return TimeSlot.AFTERNOON if posted.get("slot") == TimeSlot.AFTERNOON else TimeSlot.MORNING


def read_number(text: str) -> int:
    """The state that was on the screen; anything else is no state at all."""
    return int(text[:18]) if text.isascii() and text.isdigit() else -1


def slot_options() -> list[dict[str, str]]:
    """The half days as choices."""
    return [{"value": slot.value, "label": slot.label} for slot in TimeSlot]
