"""The errors of payments; each text is for people.

PaymentError
├── OrderNotFound      payments.not_found     no such order, or not the actor's (the same words)
├── PaymentRefused     payments.refused       nothing was changed: field to what is wrong
└── GatewayAway        payments.gateway_away  the gateway cannot be asked now; nothing was charged
"""

from collections.abc import Mapping


class PaymentError(Exception):
    """Base of this room's errors; `code` is stable."""

    code = "payments"


class OrderNotFound(PaymentError):
    """Never tells whether it exists for somebody else."""

    code = "payments.not_found"

    def __init__(self) -> None:
        super().__init__("没有找到这张缴费单。请从办件页面进入。")


class PaymentRefused(PaymentError):
    """`reasons` goes from the field (or "" for the whole) to what is wrong and what to do."""

    code = "payments.refused"

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = dict(reasons)
        super().__init__("".join(self.reasons.values()))


class GatewayAway(PaymentError):
    """The person may try again, or pay at the window."""

    code = "payments.gateway_away"

    def __init__(self) -> None:
        super().__init__("支付平台暂时连不上，没有扣款。请过几分钟再试，或者到受理窗口缴费。")
