"""What the items of a plan charge: due, let off with the reason, or open. One line an item and fee. 收费, 减免."""

from onething.core.definitions import Fee
from onething.core.planning.answers import Answers
from onething.core.planning.plan import Charge, PlannedFee, Reason
from onething.core.planning.selection import Instance
from onething.core.rules import Truth

_DUE = Reason("due", "要交。")
_OPEN = Reason("open", "要看后面问题的回答。")


def plan_fees(applying: tuple[Instance, ...], answers: Answers) -> tuple[PlannedFee, ...]:
    """The fees of the applying items in the order of the pack; what the answers rule out is not mentioned."""
    return tuple(
        _planned(instance, fee, answers)
        for instance in applying
        for fee in instance.item.fees
        if answers.holds(fee.when) is not Truth.FALSE
    )


def _planned(instance: Instance, fee: Fee, answers: Answers) -> PlannedFee:
    charge, reason = _charge(fee, answers)
    return PlannedFee(
        key=f"{instance.key}:{fee.code}",
        item=instance.key,
        name=fee.name,
        amount_fen=fee.amount_fen,
        unit=fee.unit,
        charge=charge,
        reason=reason,
        basis=fee.basis,
        blocks=fee.blocks,
        blocks_by=fee.blocks_by,
    )


def _charge(fee: Fee, answers: Answers) -> tuple[Charge, Reason]:
    """A relief that surely holds lets off, whatever else is open; a doubtful one leaves the fee open."""
    if answers.holds(fee.when) is Truth.UNKNOWN:
        return Charge.OPEN, _OPEN
    judged = [(relief, answers.holds(relief.when)) for relief in fee.exempt if not relief.proof]
    granted = next((relief for relief, truth in judged if truth is Truth.TRUE), None)
    if granted:
        return Charge.EXEMPT, Reason("exempt", granted.reason, granted.basis)
    doubtful = any(truth is Truth.UNKNOWN for _, truth in judged)
    return (Charge.OPEN, _OPEN) if doubtful else (Charge.DUE, _DUE)
