"""Tables of payments: the one order of an application, every attempt to pay it over the gateway, every receipt of the window."""

from django.db import models
from django.db.models import Q

from onething.modules.payments.domain.attempts import (
    LONGEST_ADDRESS,
    LONGEST_NUMBER,
    LONGEST_REASON,
    UNPAID,
    AttemptState,
)
from onething.modules.payments.domain.orders import LONGEST_RECEIPT, UNSETTLED, OrderState, ReceiptKind
from onething.platform.database import Row
from onething.platform.permissions import ObjectKind, ScopeColumns


class Order(Row):
    """What one application has to pay (缴费单). Amounts are whole 分; `owed` follows the lines, `paid` is what came."""

    object_kind = ObjectKind.PAYMENT_ORDER
    scope_columns = ScopeColumns(owner="owner", bundle="bundle", site="site_code", region_path="region_path")

    application = models.UUIDField(unique=True)
    application_number = models.CharField(max_length=21)
    title = models.CharField(max_length=120)
    bundle = models.CharField(max_length=64)
    owner = models.UUIDField()
    site_code = models.CharField(max_length=64, blank=True)
    region_path = models.CharField(max_length=120)
    lines = models.JSONField()
    owed_fen = models.PositiveIntegerField()
    paid_fen = models.PositiveIntegerField(default=0)
    refunded_fen = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, choices=[(state.value, state.label) for state in OrderState])
    made_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)
    at_window = models.BooleanField(default=False, help_text="paid at the window, by `receipt`")
    receipt = models.CharField(max_length=LONGEST_RECEIPT, blank=True, help_text="缴费票据号")
    refund_receipt = models.CharField(max_length=LONGEST_RECEIPT, blank=True, help_text="退费凭证号")
    watched = models.BooleanField(default=True, help_text="a case that is charged for is not accepted yet")
    looked_at = models.DateTimeField(null=True, help_text="when its cases were last looked at")
    disputed = models.BooleanField(
        default=False, db_default=False, help_text="the gateway named another amount, and nobody has looked into it yet"
    )

    class Meta:
        indexes = [
            models.Index(fields=["looked_at", "id"], condition=Q(watched=True), name="payments_order_watched"),
            models.Index(
                fields=["site_code", "id"],
                condition=Q(state__in=sorted(state.value for state in (*UNSETTLED, OrderState.REFUNDING))),
                name="payments_order_unsettled",
            ),
            models.Index(
                fields=["site_code", "id"],
                condition=Q(state=OrderState.REFUNDING.value) | Q(disputed=True),
                name="payments_order_to_look_into",
            ),
        ]


class Attempt(Row):
    """One purchase at the gateway; its public id is the gateway's name for it, its amount never changes."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="attempts")
    amount_fen = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=[(state.value, state.label) for state in AttemptState])
    address = models.CharField(max_length=LONGEST_ADDRESS, blank=True, help_text="the page where it is paid")
    number = models.CharField(max_length=LONGEST_NUMBER, blank=True, help_text="the gateway's own number")
    note = models.CharField(max_length=LONGEST_REASON, blank=True, help_text="what has to be looked into")
    said_fen = models.PositiveIntegerField(null=True, help_text="another amount that the gateway named last")
    credited_fen = models.PositiveIntegerField(default=0, db_default=0, help_text="how much of it was counted as paid")
    begun_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True, help_text="when the gateway was last asked")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(state=AttemptState.WAITING.value), name="payments_one_attempt_at_a_time"
            )
        ]
        indexes = [
            models.Index(
                fields=["asked_at", "id"],
                condition=Q(state=AttemptState.WAITING.value),
                name="payments_attempt_waiting",
            ),
            models.Index(
                fields=["expires_at"],
                condition=Q(state__in=sorted(state.value for state in UNPAID)),
                name="payments_attempt_unpaid",
            ),
        ]


class Receipt(Row):
    """One numbered paper of the window: money taken, or given back. No number stands for two of a kind."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="receipts")
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.label) for kind in ReceiptKind])
    number = models.CharField(max_length=LONGEST_RECEIPT, help_text="without blanks, hyphens and small letters")
    amount_fen = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="payments_receipt_once")]
