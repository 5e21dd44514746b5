"""What pages of fees share: an order with its words, the same at home and at the window."""

from typing import Any

from onething.core.definitions import Blocks, in_yuan
from onething.core.planning import Charge
from onething.modules.payments.api import Came, Dispute, OrderInfo, OrderLine, OrderState

TONES = {
    OrderState.OPEN: "wait",
    OrderState.PAYING: "info",
    OrderState.PAID: "done",
    OrderState.CANCELLED: "neutral",
    OrderState.REFUNDING: "wait",
    OrderState.REFUNDED: "done",
}
WAITS = {
    Blocks.NOTHING: "没交不影响受理、办理和送达。",
    Blocks.DELIVERY: "交清后送达结果，依据{}。",
}

TO_SETTLE = "要不要交，由窗口核定。"


def about_order(order: OrderInfo | None) -> dict[str, Any] | None:
    """The order with its words and amounts in 元; None where nothing is collected."""
    if order is None:
        return None
    return {
        "info": order,
        "state": (order.state.label, TONES[order.state]),
        "owed": in_yuan(order.owed_fen),
        "lacking": in_yuan(order.lacking_fen),
        "paid": in_yuan(order.paid_fen),
        "kept": in_yuan(max(0, order.paid_fen - order.refunded_fen)),
        "excess": in_yuan(order.excess_fen),
        "refunded": in_yuan(order.refunded_fen),
        "disputes": [_about_dispute(one) for one in order.disputes],
        "lines": [_about_line(line) for line in order.lines],
        "invented": any(not line.confirmed for line in order.lines),
    }


def _about_dispute(dispute: Dispute) -> dict[str, Any]:
    amounts = {Came.SAID: dispute.said_fen, Came.DUE: dispute.due_fen}
    options = [
        {"value": came.value, "label": f"{came.label}：{in_yuan(amounts[came])}" if came in amounts else came.label}
        for came in Came
    ]
    return {"info": dispute, "options": options}


def _about_line(line: OrderLine) -> dict[str, Any]:
    waits = WAITS[line.blocks].format(line.blocks_by)
    told = {Charge.DUE: waits, Charge.EXEMPT: line.reason, Charge.OPEN: TO_SETTLE}
    price = f"{in_yuan(line.amount_fen)}/{line.unit}"
    return {"info": line, "price": "不用交" if line.charge is Charge.EXEMPT else price, "told": told[line.charge]}
