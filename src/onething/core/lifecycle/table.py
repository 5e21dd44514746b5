"""The life of a case (办件) as one table, each row with the rule it comes from; read it beside 行政许可法.

A row without an article is the house's own order, not law. What else a step needs stands in `obstacles`.
"""

from onething.core.lifecycle.states import IN_REVIEW, UNDECIDED, CaseAction, CaseState
from onething.core.states import Move, StateTable

_S, _A = CaseState, CaseAction
_LAW = "行政许可法"
_PLEDGES = "国办发〔2020〕42号"
_LAPSED = "告知书写明的期限内没有补正；期限由本地参数规定，没有规定的不终止"

_RECEIPT = (
    Move(_S.WAITING, _A.OPEN, _S.RECEIVED, "前置事项的结果已经产生，或本来没有前置；此时才起算收件时限"),
    Move(
        _S.WAITING,
        _A.ASK_CORRECTION,
        _S.WAITING,
        "等待前置的事项有问题，也在同一份告知书里一次告知；仍等前置，没有时限在走",
        f"{_LAW} 第三十二条第一款第四项",
    ),
    Move(_S.WAITING, _A.CORRECT, _S.WAITING, "前置办结以前已经补正；仍等前置，没有时限在走"),
    Move(
        _S.WAITING,
        _A.OPEN_CORRECTING,
        _S.CORRECTING,
        "前置的结果已经产生而补正还没有交来；补正收到之日才起算收件时限",
    ),
    Move(_S.WAITING, _A.LAPSE, _S.TERMINATED, f"已经告知补正的，{_LAPSED}"),
)
_ACCEPTANCE = (
    Move(
        _S.RECEIVED,
        _A.ACCEPT,
        _S.ACCEPTED,
        "材料齐全、符合法定形式；出具受理通知书",
        f"{_LAW} 第三十二条第一款第五项、第二款",
    ),
    Move(
        _S.RECEIVED,
        _A.ACCEPT_DEFERRED,
        _S.ACCEPTED,
        "只欠列入容缺清单的材料并已书面承诺限期补齐；审查照常进行，补齐以前不作准予决定",
    ),
    Move(
        _S.RECEIVED,
        _A.ACCEPT_PLEDGED,
        _S.ACCEPTED,
        "申请人书面承诺符合条件，代替证明；办结后按风险核查",
        _PLEDGES,
    ),
    Move(
        _S.RECEIVED,
        _A.DEEM_ACCEPTED,
        _S.ACCEPTED,
        "五个工作日内没有告知补正，自收到材料之日起即为受理",
        f"{_LAW} 第三十二条第一款第四项",
    ),
    Move(
        _S.RECEIVED,
        _A.ASK_CORRECTION,
        _S.CORRECTING,
        "当场或五个工作日内一次告知全部补正内容",
        f"{_LAW} 第三十二条第一款第四项",
    ),
    Move(
        _S.CORRECTING,
        _A.SERVE_CORRECTION,
        _S.CORRECTING,
        "补正书到达申请人；地方规定以送达之日为告知之日的，受理期限到这天才停",
    ),
    Move(
        _S.CORRECTING,
        _A.DEEM_ACCEPTED,
        _S.ACCEPTED,
        "地方规定以送达之日为告知之日的，五个工作日内补正书没有送达，等于没有告知",
        f"{_LAW} 第三十二条第一款第四项",
    ),
    Move(_S.CORRECTING, _A.CORRECT, _S.RECEIVED, "补正材料收到之日重新起算收件时限"),
    Move(_S.CORRECTING, _A.LAPSE, _S.TERMINATED, _LAPSED),
    Move(
        _S.RECEIVED,
        _A.REFUSE,
        _S.REFUSED,
        "不属本机关职权，告知向哪个机关申请；或者隐瞒情况、提供虚假材料。写明理由、依据和救济途径",
        f"{_LAW} 第三十二条第一款第二项、第七十八条",
    ),
    Move(
        _S.RECEIVED,
        _A.FIND_NOT_REQUIRED,
        _S.NOT_REQUIRED,
        "依法不需要办理，即时告知",
        f"{_LAW} 第三十二条第一款第一项",
    ),
)
_REVIEW = (
    Move(_S.ACCEPTED, _A.REVIEW, _S.REVIEWING, "承诺件转审查", f"{_LAW} 第三十四条"),
    *(
        Move(
            state,
            _A.START_SPECIAL,
            _S.PAUSED,
            "听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审所需时间不计入办理期限；所需时间书面告知申请人",
            f"{_LAW} 第四十五条",
        )
        for state in IN_REVIEW
    ),
    Move(
        _S.PAUSED,
        _A.PROLONG_SPECIAL,
        _S.PAUSED,
        "告知的时间不够的，再次书面告知还需要的时间；不计入的仍是实际所需的时间",
        f"{_LAW} 第四十五条",
    ),
    Move(
        _S.PAUSED,
        _A.END_SPECIAL,
        _S.PAUSED,
        "几项同时进行的，其中一项结束；重叠的时间只扣一次",
        f"{_LAW} 第四十五条",
    ),
    *(Move(state, _A.SUSPEND, _S.PAUSED, "有法定的中止事由；书面告知，事由消除即恢复") for state in IN_REVIEW),
    Move(_S.PAUSED, _A.RESUME, _S.REVIEWING, "最后一项停止计时的事由消除，次日起继续计时"),
    *(
        Move(
            state,
            _A.EXTEND,
            state,
            "经本机关负责人，联合办理的经本级人民政府负责人批准延长一次，把理由告知申请人；承诺的期限已经过了的，仍是超期",
            f"{_LAW} 第四十二条",
        )
        for state in IN_REVIEW
    ),
    *(Move(state, _A.SUPPLY_DEFERRED, state, "容缺的材料在承诺的期限内补齐") for state in IN_REVIEW),
    *(
        Move(state, _A.ORDER_RECTIFY, state, "容缺的材料逾期没有补齐；写明是哪些、限期到哪一天和后果")
        for state in IN_REVIEW
    ),
    *(Move(state, _A.RECTIFY, state, "在责令的期限内补齐") for state in IN_REVIEW),
    *(
        Move(state, _A.REVOKE_ACCEPTANCE, _S.TERMINATED, "责令限期改正以后仍没有补齐；书面告知理由")
        for state in IN_REVIEW
    ),
)
_DECISION = (
    Move(_S.ACCEPTED, _A.GRANT, _S.GRANTED, "即办件当场决定", f"{_LAW} 第三十四条第二款"),
    Move(_S.REVIEWING, _A.GRANT, _S.GRANTED, "符合法定条件、标准", f"{_LAW} 第三十八条第一款"),
    *(
        Move(
            state,
            _A.DEEM_RENEWED,
            _S.GRANTED,
            "申请延续的，有效期届满前没有作出决定，视为准予延续；要延续的许可已经撤销、撤回、注销的，没有可以延续的",
            f"{_LAW} 第五十条第二款",
        )
        for state in IN_REVIEW
    ),
    Move(_S.ACCEPTED, _A.DENY, _S.DENIED, "说明理由，告知复议、诉讼权利", f"{_LAW} 第三十八条第二款"),
    Move(_S.REVIEWING, _A.DENY, _S.DENIED, "说明理由，告知复议、诉讼权利", f"{_LAW} 第三十八条第二款"),
    Move(_S.GRANTED, _A.DELIVER, _S.CONCLUDED, "十个工作日内颁发、送达", f"{_LAW} 第四十四条"),
    Move(_S.DENIED, _A.DELIVER, _S.CONCLUDED, "送达不予决定书"),
)
_ENDING = (
    *(Move(state, _A.WITHDRAW, _S.WITHDRAWN, "决定作出前申请人可以撤回") for state in UNDECIDED),
    *(
        Move(
            state, _A.TERMINATE, _S.TERMINATED, "前置未获准，或要延续的许可已经撤销、撤回、注销，或申请人死亡、组织终止"
        )
        for state in UNDECIDED
    ),
)
_AFTERWARDS = (
    *(
        Move(
            state,
            _A.REVOKE,
            _S.REVOKED,
            "决定违法，或以欺骗、贿赂等不正当手段取得；也包括复议、诉讼中被撤销的",
            f"{_LAW} 第六十九条",
        )
        for state in (_S.GRANTED, _S.CONCLUDED)
    ),
    Move(_S.DENIED, _A.REVOKE, _S.REVOKED, "不予决定有错误，本机关自行纠正；也包括复议、诉讼中被撤销的"),
    *(
        Move(
            state,
            _A.RECALL,
            _S.REVOKED,
            "所依据的法律修改、废止，或客观情况重大变化，为公共利益撤回；造成损失的依法补偿",
            f"{_LAW} 第八条第二款",
        )
        for state in (_S.GRANTED, _S.CONCLUDED)
    ),
    *(
        Move(
            state,
            _A.CANCEL,
            _S.CANCELLED,
            "有效期届满未延续，公民死亡或者丧失行为能力，组织终止，许可被撤销、撤回或者证件被吊销，不可抗力致无法实施",
            f"{_LAW} 第七十条",
        )
        for state in (_S.GRANTED, _S.CONCLUDED, _S.REVOKED)
    ),
    Move(_S.REVOKED, _A.REOPEN, _S.REVIEWING, "决定被撤销以后重新审查，重新起算办理期限；写明由谁决定、为什么"),
    *(
        Move(state, _A.REOPEN, _S.WAITING, "结论有误而重新办理，前置已经具备的当即收件；写明由谁决定、为什么")
        for state in (_S.REFUSED, _S.NOT_REQUIRED, _S.TERMINATED)
    ),
)

CASE = StateTable(
    start=CaseState.WAITING,
    final=frozenset({_S.CONCLUDED, _S.REFUSED, _S.NOT_REQUIRED, _S.WITHDRAWN, _S.TERMINATED, _S.REVOKED, _S.CANCELLED}),
    rows=(*_RECEIPT, *_ACCEPTANCE, *_REVIEW, *_DECISION, *_ENDING, *_AFTERWARDS),
)
