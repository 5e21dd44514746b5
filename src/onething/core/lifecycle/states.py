"""The life of a case (办件): one table, each row with the rule it comes from.

Source: 行政许可法 26, 32, 34, 37, 38, 44 and the order in which one life-event bundle opens its cases.
"""

from onething.core.states import Labelled, Move, StateTable


class CaseState(Labelled):
    """Where a case stands; the label is what people read."""

    WAITING = "waiting", "等待前置"
    RECEIVED = "received", "已收件"
    CORRECTING = "correcting", "待补正"
    ACCEPTED = "accepted", "已受理"
    REVIEWING = "reviewing", "审查中"
    GRANTED = "granted", "准予"
    DENIED = "denied", "不予"
    CONCLUDED = "concluded", "办结"
    REFUSED = "refused", "不予受理"
    NOT_REQUIRED = "not_required", "无需办理"
    WITHDRAWN = "withdrawn", "已撤回"
    TERMINATED = "terminated", "已终止"


class CaseAction(Labelled):
    """What may be done with a case."""

    FILE = "file", "申报"
    OPEN = "open", "前置办结，转入收件"
    OPEN_CORRECTING = "open_correcting", "前置办结，转入待补正"
    ACCEPT = "accept", "受理"
    DEEM_ACCEPTED = "deem_accepted", "视为受理"
    ASK_CORRECTION = "ask_correction", "一次性告知补正"
    CORRECT = "correct", "补正"
    LAPSE = "lapse", "逾期未补正"
    REFUSE = "refuse", "不予受理"
    FIND_NOT_REQUIRED = "find_not_required", "告知无需办理"
    REVIEW = "review", "转审查"
    GRANT = "grant", "准予决定"
    DENY = "deny", "不予决定"
    DELIVER = "deliver", "送达"
    WITHDRAW = "withdraw", "撤回"
    TERMINATE = "terminate", "终止"


_S, _A = CaseState, CaseAction
_LICENSING = "行政许可法"
_LAPSED = "告知书写明的期限内没有补正；期限由本地参数规定，没有规定的不终止"
_BEFORE_DECISION = (_S.WAITING, _S.RECEIVED, _S.CORRECTING, _S.ACCEPTED, _S.REVIEWING)

CASE = StateTable(
    start=CaseState.WAITING,
    final=frozenset({_S.CONCLUDED, _S.REFUSED, _S.NOT_REQUIRED, _S.WITHDRAWN, _S.TERMINATED}),
    rows=(
        Move(_S.WAITING, _A.OPEN, _S.RECEIVED, "前置事项的结果已经产生，或本来没有前置；此时才起算收件时限"),
        Move(
            _S.WAITING,
            _A.ASK_CORRECTION,
            _S.WAITING,
            "等待前置的事项有问题，也在同一份告知书里一次告知；仍等前置，没有时限在走",
            f"{_LICENSING} 第三十二条第一款第四项",
        ),
        Move(_S.WAITING, _A.CORRECT, _S.WAITING, "前置办结以前已经补正；仍等前置，没有时限在走"),
        Move(
            _S.WAITING,
            _A.OPEN_CORRECTING,
            _S.CORRECTING,
            "前置的结果已经产生而补正还没有交来；补正收到之日才起算收件时限",
        ),
        Move(_S.WAITING, _A.LAPSE, _S.TERMINATED, f"已经告知补正的，{_LAPSED}"),
        Move(_S.RECEIVED, _A.ACCEPT, _S.ACCEPTED, "材料齐全、符合法定形式；出具受理通知书", f"{_LICENSING} 第三十二条"),
        Move(
            _S.RECEIVED,
            _A.DEEM_ACCEPTED,
            _S.ACCEPTED,
            "五个工作日内没有告知补正，自收到材料之日起即为受理",
            f"{_LICENSING} 第三十二条第一款第四项",
        ),
        Move(
            _S.RECEIVED,
            _A.ASK_CORRECTION,
            _S.CORRECTING,
            "当场或五个工作日内一次告知全部补正内容",
            f"{_LICENSING} 第三十二条第一款第四项",
        ),
        Move(_S.CORRECTING, _A.CORRECT, _S.RECEIVED, "补正材料收到之日重新起算收件时限"),
        Move(_S.CORRECTING, _A.LAPSE, _S.TERMINATED, _LAPSED),
        Move(
            _S.RECEIVED,
            _A.REFUSE,
            _S.REFUSED,
            "不属本机关职权或不符合法定条件；写明理由、依据和救济途径",
            f"{_LICENSING} 第三十二条",
        ),
        Move(
            _S.RECEIVED,
            _A.FIND_NOT_REQUIRED,
            _S.NOT_REQUIRED,
            "依法不需要办理，即时告知",
            f"{_LICENSING} 第三十二条第一款第一项",
        ),
        Move(_S.ACCEPTED, _A.REVIEW, _S.REVIEWING, "承诺件转审查", f"{_LICENSING} 第三十四条"),
        Move(_S.ACCEPTED, _A.GRANT, _S.GRANTED, "即办件当场决定", f"{_LICENSING} 第三十四条第二款"),
        Move(_S.REVIEWING, _A.GRANT, _S.GRANTED, "符合法定条件、标准", f"{_LICENSING} 第三十八条第一款"),
        Move(_S.ACCEPTED, _A.DENY, _S.DENIED, "说明理由，告知复议、诉讼权利", f"{_LICENSING} 第三十八条第二款"),
        Move(_S.REVIEWING, _A.DENY, _S.DENIED, "说明理由，告知复议、诉讼权利", f"{_LICENSING} 第三十八条第二款"),
        Move(_S.GRANTED, _A.DELIVER, _S.CONCLUDED, "十个工作日内颁发、送达", f"{_LICENSING} 第四十四条"),
        Move(_S.DENIED, _A.DELIVER, _S.CONCLUDED, "送达不予决定书"),
        *(Move(state, _A.WITHDRAW, _S.WITHDRAWN, "决定作出前申请人可以撤回") for state in _BEFORE_DECISION),
        *(Move(state, _A.TERMINATE, _S.TERMINATED, "前置未获准，或申请人死亡、组织终止") for state in _BEFORE_DECISION),
    ),
)
DECIDED = frozenset({_S.GRANTED, _S.DENIED})
SUCCEEDED = frozenset({_S.GRANTED, _S.CONCLUDED})
