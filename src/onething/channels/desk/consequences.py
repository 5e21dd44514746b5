"""What a decision will set in motion, said before it is made. Pure."""

from collections.abc import Sequence

from onething.core.lifecycle import CaseState
from onething.modules.handling.api import CaseInfo, decided_electronically

PICK_UP = {"post": "结果由窗口寄给申请人。", "pick-up": "申请人凭取件码到受理窗口领取结果。"}


def follows_grant(case: CaseInfo, cases: Sequence[CaseInfo]) -> tuple[str, ...]:
    """Paper, delivery, and the cases that open."""
    electronic = decided_electronically(result_kind=case.result_kind, delivery_mode=case.delivery_mode)
    said = [f"以{case.body_name}的名义出具准予的文书。"]
    said.append("电子结果马上送达申请人。" if electronic else PICK_UP.get(case.delivery_mode, PICK_UP["pick-up"]))
    granted = {one.key for one in cases if one.granted} | {case.key}
    opening = [one for one in cases if one.state is CaseState.WAITING and set(one.waits_for) <= granted]
    said += [f"“{one.title}”自动转给{one.body_name}，并带上这个结果。" for one in opening if case.key in one.waits_for]
    return tuple(said)


def follows_denial(case: CaseInfo, cases: Sequence[CaseInfo]) -> tuple[str, ...]:
    """Paper, and everything that ends with this case, also through others."""
    ended = {case.key}
    while more := {one.key for one in cases if one.state is CaseState.WAITING and ended & set(one.waits_for)} - ended:
        ended |= more
    said = [f"以{case.body_name}的名义出具不予的文书，写明理由、依据和不服怎么办，马上送达申请人。"]
    said += [f"“{one.title}”（{one.body_name}）随之终止。" for one in cases if one.key in ended - {case.key}]
    return tuple(said)


def left_ended(case: CaseInfo, cases: Sequence[CaseInfo]) -> tuple[str, ...]:
    """What ended because it waited for this case, and does not come back with it: each body undoes its own act."""
    reached = {case.key}
    ended = [one for one in cases if one.state is CaseState.TERMINATED and one.opened_on is None]
    while more := {one.key for one in ended if reached & set(one.waits_for)} - reached:
        reached |= more
    return tuple(
        f"“{one.title}”（{one.body_name}）因本件没有办成而终止，不随本件恢复；批准后记入它的日志，由{one.body_name}报请重新办理。"
        for one in ended
        if one.key in reached
    )
