"""What the services of this room share: the order locked, its moves along the table, the money counted, the trace in the log."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from onething.core.identifiers import normalise
from onething.modules.payments.domain.attempts import AttemptState
from onething.modules.payments.domain.orders import ORDER, USED, OrderAction, OrderState, ReceiptKind
from onething.modules.payments.errors import OrderNotFound, PaymentRefused
from onething.modules.payments.models import Attempt, Order, Receipt
from onething.platform.clock import SHANGHAI
from onething.platform.logs.api import NewAction, append_action
from onething.platform.permissions import Action, Actor, visible

SUBJECT = "payment_order"
CHANGED = "这张缴费单刚刚有了变化，您的操作没有生效。请看最新情况，再决定是否重做。"


def lock_own(application: UUID, *, action: Action, actor: Actor, version: int | None = None) -> Order:
    """The order of the application, locked before its attempts; OrderNotFound when it is not this actor's."""
    rows = visible(actor, action, Order.objects.select_for_update())
    row = rows.filter(application=application).first()
    if row is None:
        raise OrderNotFound
    if version not in {None, row.row_version}:
        raise PaymentRefused({"": CHANGED})
    return row


def waiting_attempt(row: Order) -> Attempt | None:
    """The attempt that may still be paid."""
    return row.attempts.filter(state=AttemptState.WAITING.value).first()


def follow(row: Order, action: OrderAction) -> None:
    """Take the order through this action, in memory."""
    row.state = ORDER.follow(OrderState.of(row.state), action).value


def kept_of(row: Order) -> int:
    """What came and was not given back, in 分."""
    return max(0, row.paid_fen - row.refunded_fen)


def excess_of(row: Order) -> int:
    """What came and is not owed, in 分."""
    return max(0, kept_of(row) - row.owed_fen)


def lacking_of(row: Order) -> int:
    """What is owed and has not come, in 分."""
    return max(0, row.owed_fen - kept_of(row))


def use_receipt(row: Order, kind: ReceiptKind, number: str, fen: int, *, actor: Actor, now: datetime) -> None:
    """This numbered paper stands for this money; PaymentRefused when its number stands for other money already."""
    key = normalise(number).value or ""
    try:
        with transaction.atomic():
            Receipt.objects.create(order=row, kind=kind.value, number=key, amount_fen=fen, at=now)
    except IntegrityError as error:
        raise PaymentRefused({"receipt": _used_before(kind, key, actor)}) from error


def _used_before(kind: ReceiptKind, number: str, actor: Actor) -> str:
    """When, and for which application, as far as the actor may see that."""
    used = Receipt.objects.select_related("order").get(kind=kind.value, number=number)
    seen = visible(actor, Action.PAYMENT_RECORD, Order.objects.filter(pk=used.order_id)).exists()
    whose = f"申请 {used.order.application_number} {used.order.title}" if seen else "别的窗口"
    return USED.format(when=used.at.astimezone(SHANGHAI), whose=whose)


def save(row: Order) -> None:
    """Write it, under the caller's lock."""
    row.row_version += 1
    row.save()


def note(row: Order, kind: str, *, actor: Actor, now: datetime, payload: Mapping[str, Any]) -> None:
    """One line in the action log of the order."""
    append_action(
        NewAction(
            subject_kind=SUBJECT, subject_id=row.public_id, kind=f"payments.{kind}", actor=actor, at=now,
            payload={"application": str(row.application), "state": row.state, **payload},
        )
    )  # fmt: skip
