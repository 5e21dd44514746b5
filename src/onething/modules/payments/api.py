"""The door of payments."""

from onething.modules.payments.domain.disputes import Came, Dispute, Reconciliation
from onething.modules.payments.domain.lines import Exemption, OrderLine, Settlement
from onething.modules.payments.domain.orders import OrderState
from onething.modules.payments.errors import GatewayAway, OrderNotFound, PaymentError, PaymentRefused
from onething.modules.payments.queries import (
    OrderInfo,
    count_orders,
    held_back,
    order_of,
    orders_to_look_into,
    reliefs_at,
    to_pay,
)
from onething.modules.payments.services.begin import begin_payment
from onething.modules.payments.services.make_order import ORDER, order_for
from onething.modules.payments.services.reconcile import reconcile
from onething.modules.payments.services.record import record_payment, record_refund, settle_lines
from onething.modules.payments.services.relieve import relieve
from onething.modules.payments.services.settle import NewsOutcome, take_notification
from onething.modules.payments.storing import excess_of

__all__ = [
    "ORDER", "Came", "Dispute", "Exemption", "GatewayAway", "NewsOutcome", "OrderInfo", "OrderLine", "OrderNotFound", "OrderState", "PaymentError", "PaymentRefused",
    "Reconciliation", "Settlement",
    "begin_payment", "count_orders", "excess_of", "held_back", "order_for", "order_of", "orders_to_look_into", "reconcile", "record_payment", "record_refund", "reliefs_at", "relieve", "settle_lines", "take_notification",
    "to_pay",
]  # fmt: skip
