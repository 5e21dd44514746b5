"""The words of a joint session and its life as one table.

Source: 行政许可法 26(2) (joint handling), 34(3) (on-site checks by two or more members of staff), 45 (what is not counted).
"""

from collections.abc import Mapping
from types import MappingProxyType

from onething.core.lifecycle import Ground
from onething.core.states import Labelled, Move, StateTable


class SessionKind(Labelled):
    """What the departments come together for."""

    SURVEY = "survey", "联合勘验"
    ACCEPTANCE = "acceptance", "联合验收"
    REVIEW = "review", "联合评审"


class TimeSlot(Labelled):
    """Half a day: what is promised to people and kept free in the calendars of staff."""

    MORNING = "morning", "上午 9:00"
    AFTERNOON = "afternoon", "下午 14:00"


class SessionState(Labelled):
    """Where a session stands."""

    PROPOSED = "proposed", "待申请人确认"
    DECLINED = "declined", "申请人要求改期"
    CONFIRMED = "confirmed", "已约定"
    MISSED = "missed", "申请人没有到场"
    CLOSED = "closed", "已有结论"
    CANCELLED = "cancelled", "已取消"


class SessionAction(Labelled):
    """What may be done with a session."""

    CONFIRM = "confirm", "确认时间"
    DECLINE = "decline", "要求改期"
    RESCHEDULE = "reschedule", "改期"
    MISS = "miss", "登记没有到场"
    CONCLUDE = "conclude", "作出结论"
    CLOSE = "close", "汇总结论"
    CANCEL = "cancel", "取消"


class Verdict(Labelled):
    """What one department found."""

    PASS = "pass", "通过"
    RECTIFY = "rectify", "限期整改"
    FAIL = "fail", "不通过"


_S, _A = SessionState, SessionAction
OPEN = (_S.PROPOSED, _S.DECLINED, _S.CONFIRMED, _S.MISSED)
SESSION = StateTable(
    start=_S.PROPOSED,
    final=frozenset({_S.CLOSED, _S.CANCELLED}),
    rows=(
        Move(_S.PROPOSED, _A.CONFIRM, _S.CONFIRMED, "申请人在网上确认，或者窗口代为确认"),
        Move(_S.PROPOSED, _A.DECLINE, _S.DECLINED, "申请人说明什么时间合适"),
        Move(_S.CONFIRMED, _A.DECLINE, _S.DECLINED, "确认以后有了变化"),
        *(Move(state, _A.RESCHEDULE, _S.PROPOSED, "写明原因，重新请申请人确认") for state in OPEN),
        Move(_S.CONFIRMED, _A.MISS, _S.MISSED, "到了约定的时间，申请人一方没有人在场"),
        Move(_S.CONFIRMED, _A.CONCLUDE, _S.CONFIRMED, "部门当场或者随后写明结论"),
        *(Move(state, _A.CLOSE, _S.CLOSED, "还在办理的事项都有了结论，出一份记录") for state in OPEN),
        *(Move(state, _A.CANCEL, _S.CANCELLED, "不再需要") for state in OPEN),
    ),
)
GROUNDS: Mapping[SessionKind, Ground | None] = MappingProxyType(
    {SessionKind.SURVEY: Ground.SITE_CHECK, SessionKind.ACCEPTANCE: None, SessionKind.REVIEW: Ground.EXPERT_REVIEW}
)
"""In what the session consists for the legal clock; whether that stops it, `core.lifecycle.GROUNDS` says."""
NOTED: Mapping[SessionKind, str] = MappingProxyType(
    {SessionKind.SURVEY: "joint", SessionKind.ACCEPTANCE: "joint_acceptance", SessionKind.REVIEW: "joint_review"}
)
"""How the lines of its cases' logs begin; `handling` has the words for them."""
