"""What a supervisor looks at (督办): a clock of the law that ran out, and steps that are to be rare. Pure."""

from collections.abc import Mapping

from onething.core.lifecycle import CaseAction, CaseState, Detail, Override
from onething.core.states import Labelled

REKEYING_LATE = "rekey_late"
UNTRUE = ("check_order", "check_fail")
"""What an after-check writes into the log when a promise is found untrue, and when it still is after the order."""


class ConcernKind(Labelled):
    """Why somebody above looks at a case: the first three are true now, the others once stood in its log."""

    OVERDUE = "overdue", "超期未决定"
    UNDELIVERED = "undelivered", "超期未送达"
    STANDING = "standing", "停止计时过久"
    DEEMED = "deemed", "视为受理"
    RENEWED = "renewed", "视为准予延续"
    ASKED_AGAIN = "asked-again", "再次补正加项"
    UNKEPT = "unkept", "承诺没有兑现"
    REKEYING = "rekeying", "二次录入超时"


_K, _S = ConcernKind, CaseState
LATE: Mapping[ConcernKind, tuple[CaseState, ...]] = {
    _K.OVERDUE: (_S.RECEIVED, _S.ACCEPTED, _S.REVIEWING),
    _K.UNDELIVERED: (_S.GRANTED,),
    _K.STANDING: (_S.PAUSED,),
}
"""The states in which a case whose day has passed is a concern: nobody has to do anything for it to become one."""
_STEPS = {
    CaseAction.DEEM_ACCEPTED.value: _K.DEEMED,
    CaseAction.DEEM_RENEWED.value: _K.RENEWED,
    CaseAction.ORDER_RECTIFY.value: _K.UNKEPT,
    **dict.fromkeys(UNTRUE, _K.UNKEPT),
    REKEYING_LATE: _K.REKEYING,
}


def concern_of(step: str, detail: Detail | None) -> ConcernKind | None:
    """What this line of the log is to a supervisor; None for all that goes as it should."""
    if step == CaseAction.ASK_CORRECTION and isinstance(detail, Override):
        return _K.ASKED_AGAIN
    return _STEPS.get(step)
