"""The life of the SMS of a message as one table, and whether one is sent at all."""

from dataclasses import dataclass
from datetime import datetime

from onething.core.states import Labelled, Move, StateTable


class SmsState(Labelled):
    """How far the SMS came."""

    WAITING = "waiting", "待发"
    NONE = "none", "不发短信"
    SENT = "sent", "已发出"
    DELIVERED = "delivered", "已送达手机"
    FAILED = "failed", "没有送达"
    UNCONFIRMED = "unconfirmed", "已发出，没有回执"


class SmsAction(Labelled):
    """What may happen to it."""

    SPARE = "spare", "不发"
    SEND = "send", "通道接收"
    REFUSE = "refuse", "通道拒收，或者已经过时"
    DELIVER = "deliver", "回执：到达手机"
    FAIL = "fail", "回执：没有到达"
    LOSE = "lose", "等不到回执"


_S, _A = SmsState, SmsAction
SMS = StateTable(
    start=_S.WAITING,
    final=frozenset({_S.NONE, _S.DELIVERED, _S.FAILED, _S.UNCONFIRMED}),
    rows=(
        Move(_S.WAITING, _A.SPARE, _S.NONE, "没有通道或手机号，本人不要，或者已有一条同样的待发"),
        Move(_S.WAITING, _A.SEND, _S.SENT, "通道答复已接收"),
        Move(_S.WAITING, _A.REFUSE, _S.FAILED, "号码不能用，或者事情已经过去三天"),
        Move(_S.SENT, _A.DELIVER, _S.DELIVERED),
        Move(_S.SENT, _A.FAIL, _S.FAILED),
        Move(_S.SENT, _A.LOSE, _S.UNCONFIRMED, "三天没有回执"),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sms:
    """What the gateway is given."""

    id: str
    phone: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of one SMS, as the gateway says it."""

    id: str
    delivered: bool
    at: datetime
    reason: str = ""


def why_spared(*, configured: bool, wanted: bool, optional: bool, old: bool, said: bool) -> str:
    """Return why no SMS goes, in words; empty when one does. What costs a right when unread goes in any case."""
    if not configured:
        return "没有开通短信"
    if optional and not wanted:
        return "本人选择不收这类短信"
    if old:
        return "事情已经过去三天"
    return "同样的一条还没有发出" if said else ""
