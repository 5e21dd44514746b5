"""The words of a case's life (办件): where it may stand, and what may be done with it. The rows are in `table`."""

from onething.core.states import Labelled


class CaseState(Labelled):
    """Where a case stands; the label is what people read."""

    WAITING = "waiting", "等待前置"
    RECEIVED = "received", "已收件"
    CORRECTING = "correcting", "待补正"
    ACCEPTED = "accepted", "已受理"
    REVIEWING = "reviewing", "审查中"
    PAUSED = "paused", "停止计时"
    GRANTED = "granted", "准予"
    DENIED = "denied", "不予"
    CONCLUDED = "concluded", "办结"
    REFUSED = "refused", "不予受理"
    NOT_REQUIRED = "not_required", "无需办理"
    WITHDRAWN = "withdrawn", "已撤回"
    TERMINATED = "terminated", "已终止"
    REVOKED = "revoked", "决定已撤销"
    CANCELLED = "cancelled", "已注销"


class CaseAction(Labelled):
    """What may be done with a case."""

    FILE = "file", "申报"
    OPEN = "open", "收件"
    OPEN_CORRECTING = "open_correcting", "前置办结，转入待补正"
    ACCEPT = "accept", "受理"
    ACCEPT_DEFERRED = "accept_deferred", "容缺受理"
    ACCEPT_PLEDGED = "accept_pledged", "告知承诺受理"
    DEEM_ACCEPTED = "deem_accepted", "视为受理"
    ASK_CORRECTION = "ask_correction", "一次性告知补正"
    SERVE_CORRECTION = "serve_correction", "补正书送达"
    CORRECT = "correct", "补正"
    LAPSE = "lapse", "逾期未补正"
    REFUSE = "refuse", "不予受理"
    FIND_NOT_REQUIRED = "find_not_required", "告知无需办理"
    REVIEW = "review", "转审查"
    START_SPECIAL = "start_special", "启动特别程序"
    PROLONG_SPECIAL = "prolong_special", "再次告知所需时间"
    END_SPECIAL = "end_special", "结束一项特别程序"
    SUSPEND = "suspend", "中止"
    RESUME = "resume", "恢复计时"
    EXTEND = "extend", "延长期限"
    SUPPLY_DEFERRED = "supply_deferred", "补齐容缺材料"
    ORDER_RECTIFY = "order_rectify", "责令限期改正"
    RECTIFY = "rectify", "已经改正"
    REVOKE_ACCEPTANCE = "revoke_acceptance", "撤销受理"
    GRANT = "grant", "准予决定"
    DEEM_RENEWED = "deem_renewed", "视为准予延续"
    DENY = "deny", "不予决定"
    DELIVER = "deliver", "送达"
    WITHDRAW = "withdraw", "撤回"
    TERMINATE = "terminate", "终止"
    REVOKE = "revoke", "撤销决定"
    RECALL = "recall", "撤回决定"
    CANCEL = "cancel", "注销"
    REOPEN = "reopen", "重新办理"


_S = CaseState
BEFORE_ACCEPTANCE = (_S.WAITING, _S.RECEIVED, _S.CORRECTING)
IN_REVIEW = (_S.ACCEPTED, _S.REVIEWING, _S.PAUSED)
UNDECIDED = (*BEFORE_ACCEPTANCE, *IN_REVIEW)
DECIDED = frozenset({_S.GRANTED, _S.DENIED})
SUCCEEDED = frozenset({_S.GRANTED, _S.CONCLUDED})
