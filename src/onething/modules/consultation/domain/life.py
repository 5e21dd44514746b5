"""The life of a consultation (咨询): asked, answered, asked once more about the answer, answered again."""

from onething.core.states import Labelled, Move, StateTable


class ConsultationState(Labelled):
    """Who has to say something now."""

    WAITING = "waiting", "等待答复"
    ANSWERED = "answered", "已答复"
    WAITING_AGAIN = "waiting_again", "追问，等待答复"
    CLOSED = "closed", "已答复，已结束"


class ConsultationAct(Labelled):
    """What may happen to it."""

    ANSWER = "answer", "答复"
    FOLLOW_UP = "follow_up", "追问"


_S, _A = ConsultationState, ConsultationAct
LIFE = StateTable(
    start=_S.WAITING,
    final=frozenset({_S.CLOSED}),
    rows=(
        Move(_S.WAITING, _A.ANSWER, _S.ANSWERED),
        Move(_S.ANSWERED, _A.FOLLOW_UP, _S.WAITING_AGAIN, "只能追问一次；别的问题另行咨询"),
        Move(_S.WAITING_AGAIN, _A.ANSWER, _S.CLOSED),
    ),
)
WAITS = frozenset({_S.WAITING, _S.WAITING_AGAIN})
"""The states in which the window has to answer."""
