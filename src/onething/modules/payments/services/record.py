"""The window: which open lines are due, that an order was paid there, and that what came too much was given back."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.core.planning import Charge
from onething.modules.payments.domain.attempts import over_at
from onething.modules.payments.domain.lines import Settlement, decide_settlement, is_open, read_lines, settled
from onething.modules.payments.domain.orders import (
    UNSETTLED,
    OrderAction,
    OrderState,
    ReceiptKind,
    why_not_numbered,
    why_not_recordable,
)
from onething.modules.payments.errors import PaymentRefused
from onething.modules.payments.services.balance import owe
from onething.modules.payments.services.let_fall import look_before
from onething.modules.payments.services.settle import living_attempt
from onething.modules.payments.storing import CHANGED, excess_of, follow, lacking_of, lock_own, note, save, use_receipt
from onething.modules.payments.telling import tell_of_order
from onething.platform.clock import SHANGHAI
from onething.platform.permissions import Action, Actor

NOTHING_TO_SETTLE = "没有要核定的费用，可能已经有人核定过。请看最新情况。"
NOTHING_TO_RETURN = "没有要退的款项，可能已经有人登记过。请看最新情况。"


@transaction.atomic
def settle_lines(
    *, application: UUID, said: Mapping[str, Settlement], version: int | None, actor: Actor, now: datetime
) -> None:
    """Every open line at once: due, or let off with a reason that the applicant reads."""
    row = lock_own(application, action=Action.PAYMENT_RECORD, actor=actor, version=version)
    lines = read_lines(row.lines)
    gaps = decide_settlement(lines, said)
    if row.state not in UNSETTLED or not is_open(lines):
        gaps = {"": NOTHING_TO_SETTLE}
    if gaps:
        raise PaymentRefused(gaps)
    owe(row, settled(lines, said), now=now)
    save(row)
    due = [line.key for line in lines if line.charge is Charge.OPEN and said[line.key].due]
    note(row, "lines_settled", actor=actor, now=now, payload={"due": due, "owed_fen": row.owed_fen})
    if due:
        tell_of_order(row, f"settled:{row.row_version}", now=now)


def record_payment(*, application: UUID, receipt: str, version: int | None, actor: Actor, now: datetime) -> None:
    """It was paid at the window, whole, with this receipt (缴费票据). Not while a page of the gateway may be paid."""
    if look_before(application, action=Action.PAYMENT_RECORD, actor=actor, now=now):
        raise PaymentRefused({"": CHANGED})
    _record(application, receipt, version, actor, now)


@transaction.atomic
def _record(application: UUID, receipt: str, version: int | None, actor: Actor, now: datetime) -> None:
    row = lock_own(application, action=Action.PAYMENT_RECORD, actor=actor, version=version)
    attempt, taken = living_attempt(row, now), lacking_of(row)
    gaps = why_not_recordable(
        OrderState.of(row.state),
        owed=taken,
        open_lines=is_open(read_lines(row.lines)),
        alive_until=over_at(attempt.expires_at).astimezone(SHANGHAI) if attempt else None,
        receipt=receipt,
    )
    if gaps:
        raise PaymentRefused(gaps)
    use_receipt(row, ReceiptKind.TAKEN, receipt, taken, actor=actor, now=now)
    row.paid_fen += taken
    row.paid_at, row.at_window, row.receipt = now, True, receipt.strip()
    follow(row, OrderAction.RECORD)
    save(row)
    note(row, "recorded", actor=actor, now=now, payload={"paid_fen": taken, "receipt": row.receipt})


@transaction.atomic
def record_refund(*, application: UUID, receipt: str, version: int | None, actor: Actor, now: datetime) -> None:
    """What came and was not owed has been given back, with this receipt."""
    row = lock_own(application, action=Action.PAYMENT_RECORD, actor=actor, version=version)
    gaps = why_not_numbered(receipt)
    if row.state != OrderState.REFUNDING:
        gaps = {"": NOTHING_TO_RETURN}
    if gaps:
        raise PaymentRefused(gaps)
    returned = excess_of(row)
    use_receipt(row, ReceiptKind.RETURNED, receipt, returned, actor=actor, now=now)
    row.refunded_fen += returned
    row.refund_receipt = receipt.strip()
    follow(row, OrderAction.REFUND)
    save(row)
    note(row, "refunded", actor=actor, now=now, payload={"refunded_fen": returned, "receipt": row.refund_receipt})
