"""The life of an order (缴费单) as one table, and what may be done with it now."""

from datetime import datetime

from onething.core.identifiers import normalise
from onething.core.states import Labelled, Move, StateTable

LONGEST_RECEIPT = 40


class OrderState(Labelled):
    """Where an order stands."""

    OPEN = "open", "待缴费"
    PAYING = "paying", "支付中"
    PAID = "paid", "已缴费"
    CANCELLED = "cancelled", "不用再交"
    REFUNDING = "refunding", "有款项要退"
    REFUNDED = "refunded", "该退的已退"


class ReceiptKind(Labelled):
    """What a numbered paper of the window is for."""

    TAKEN = "taken", "缴费票据"
    RETURNED = "returned", "退费凭证"


class OrderAction(Labelled):
    """What may happen to an order."""

    BEGIN = "begin", "去支付"
    FAIL = "fail", "没有付成"
    PAY = "pay", "款项到账"
    RECORD = "record", "登记窗口缴费"
    CANCEL = "cancel", "不用再交"
    EXCEED = "exceed", "收到的多于应交的"
    REFUND = "refund", "登记退费"
    RESUME = "resume", "又要交"
    KEEP = "keep", "不用退了"


_S, _A = OrderState, OrderAction
_ENOUGH = (_S.PAID, _S.CANCELLED, _S.REFUNDING, _S.REFUNDED)
ORDER = StateTable(
    start=_S.OPEN,
    final=frozenset({_S.PAID, _S.CANCELLED, _S.REFUNDED}),
    rows=(
        Move(_S.OPEN, _A.BEGIN, _S.PAYING, "本人去支付平台付款"),
        Move(_S.OPEN, _A.RECORD, _S.PAID, "窗口收款，登记票据号"),
        Move(_S.OPEN, _A.PAY, _S.PAID, "没付成以后又付成了，通知来得晚"),
        Move(_S.OPEN, _A.CANCEL, _S.CANCELLED, "没有受理就结束了，或者窗口核定不用交"),
        Move(_S.PAYING, _A.PAY, _S.PAID, "支付平台的通知，或者去问来的"),
        Move(_S.PAYING, _A.FAIL, _S.OPEN, "没有付成，或者过了支付时间"),
        Move(_S.PAYING, _A.CANCEL, _S.CANCELLED, "付款以前就结束了"),
        Move(_S.PAID, _A.EXCEED, _S.REFUNDING, "付了两次，或者缴费以后不再应交"),
        Move(_S.CANCELLED, _A.EXCEED, _S.REFUNDING, "不用再交以后款项才到"),
        Move(_S.REFUNDING, _A.REFUND, _S.REFUNDED, "按原渠道退回，登记退费凭证号"),
        Move(_S.REFUNDED, _A.EXCEED, _S.REFUNDING, "退费以后又到一笔"),
        Move(_S.REFUNDING, _A.KEEP, _S.PAID, "重新办理，收到的正好是应交的"),
        *(Move(state, _A.RESUME, _S.OPEN, "重新办理，收到的不够应交的") for state in _ENOUGH),
    ),
)
SETTLED = frozenset({_S.PAID, _S.REFUNDING, _S.REFUNDED})
"""What was owed has come."""
UNSETTLED = frozenset({_S.OPEN, _S.PAYING})

NOTHING_OWED = "没有要交的费用。"
NOT_SETTLED_YET = "有一项要不要交，还要窗口核定。核定以后会再告诉您。"
ONLY_AT_WINDOW = "这里没有开通网上支付，请到受理窗口缴费。"
OVER = "这张缴费单现在是“{}”，不能再缴费。"
STILL_PAYING = "正在网上支付，{:%H:%M} 以前可能付成。请在那以后再登记，以免付两次。"
BAD_RECEIPT = f"没有写票据号，或者太长。请照票据填写，最多 {LONGEST_RECEIPT} 个字符。"
USED = "这个号码已经登记过：{when:%Y-%m-%d %H:%M}，{whose}。一张票据只能登记一次，请核对号码；不同代码的票据号码相同的，连票据代码一起写。"


def why_not_payable(state: OrderState, *, owed: int, open_lines: bool, online: bool) -> str:
    """Why nothing can be paid now; empty when it can. `online` says whether a gateway is there, or none is needed."""
    if state not in UNSETTLED:
        return OVER.format(state.label)
    if open_lines:
        return NOT_SETTLED_YET
    if not owed:
        return NOTHING_OWED
    return "" if online else ONLY_AT_WINDOW


def why_not_recordable(
    state: OrderState, *, owed: int, open_lines: bool, alive_until: datetime | None, receipt: str
) -> dict[str, str]:
    """What keeps the window from recording that it was paid there: field to reason. `alive_until` is in local time."""
    gaps = {}
    if why := why_not_payable(state, owed=owed, open_lines=open_lines, online=True):
        gaps[""] = why
    elif alive_until:
        gaps[""] = STILL_PAYING.format(alive_until)
    return gaps | why_not_numbered(receipt)


def why_not_numbered(receipt: str) -> dict[str, str]:
    """A number people can find the paper by."""
    number = receipt.strip()
    fits = len(number) <= LONGEST_RECEIPT and number.isprintable()
    return {} if fits and normalise(number).value else {"receipt": BAD_RECEIPT}


def balancing(state: OrderState, *, owed: int, kept: int, open_lines: bool) -> tuple[OrderAction, ...]:
    """What brings the state in line with the money; `kept` came and was not given back."""
    owing = open_lines or kept < owed
    moves: tuple[OrderAction, ...]
    if state in UNSETTLED:
        moves = () if owing else (_A.PAY if kept else _A.CANCEL,)
    elif owing:
        moves = (_A.RESUME,)
    else:
        moves = (_A.KEEP,) if state is _S.REFUNDING and kept == owed else ()
    exceeds = kept > owed and not owing and state is not _S.REFUNDING
    return (*moves, _A.EXCEED) if exceeds else moves
