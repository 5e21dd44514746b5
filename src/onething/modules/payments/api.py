"""The door of payments."""

from onething.modules.payments.domain.lines import OrderLine, Settlement
from onething.modules.payments.domain.orders import OrderState
from onething.modules.payments.errors import GatewayAway, OrderNotFound, PaymentError, PaymentRefused
from onething.modules.payments.queries import OrderInfo, held_back, order_of, orders_to_look_into
from onething.modules.payments.services.begin import begin_payment
from onething.modules.payments.services.make_order import ORDER, order_for
from onething.modules.payments.services.record import record_payment, record_refund, settle_lines
from onething.modules.payments.services.settle import NewsOutcome, take_notification

__all__ = [
    "ORDER", "GatewayAway", "NewsOutcome", "OrderInfo", "OrderLine", "OrderNotFound", "OrderState", "PaymentError", "PaymentRefused", "Settlement",
    "begin_payment", "held_back", "order_for", "order_of", "orders_to_look_into", "record_payment", "record_refund", "settle_lines", "take_notification",
]  # fmt: skip
