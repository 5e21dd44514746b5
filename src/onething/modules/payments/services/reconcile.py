"""The window has asked the gateway about an amount in dispute: what truly came counts, and the order goes on from there."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.modules.payments.domain.attempts import ATTEMPT, AttemptAction, AttemptState, over_at
from onething.modules.payments.domain.disputes import Came, Reconciliation, came_fen, decide_reconciliation
from onething.modules.payments.domain.orders import STILL_PAYING, UNSETTLED
from onething.modules.payments.errors import PaymentRefused
from onething.modules.payments.models import Attempt, Order
from onething.modules.payments.services.balance import balance
from onething.modules.payments.services.settle import credit, ids_in, living_attempt
from onething.modules.payments.storing import lock_own, note, save
from onething.modules.payments.telling import tell_of_order
from onething.platform.clock import SHANGHAI
from onething.platform.permissions import Action, Actor

NO_DISPUTE = "没有要核对的支付，可能已经有人核对过。请看最新情况。"


@transaction.atomic
def reconcile(*, application: UUID, told: Reconciliation, version: int | None, actor: Actor, now: datetime) -> None:
    """End one dispute. Not while a page of the gateway may be paid; PaymentRefused."""
    row = lock_own(application, action=Action.PAYMENT_RECORD, actor=actor, version=version)
    if living := living_attempt(row, now):
        raise PaymentRefused({"": STILL_PAYING.format(over_at(living.expires_at).astimezone(SHANGHAI))})
    attempt = row.attempts.select_for_update().filter(public_id__in=ids_in(told.attempt)).exclude(note="").first()
    if attempt is None:
        raise PaymentRefused({"": NO_DISPUTE})
    said = attempt.said_fen or 0
    gaps = decide_reconciliation(told, said=said, paid=row.paid_fen)
    if gaps or told.came is None:
        raise PaymentRefused(gaps)
    fen = _count(row, attempt, told.came, said, now)
    save(row)
    payload = {
        "attempt": str(attempt.public_id), "came": told.came.value, "came_fen": fen, "said_fen": said,
        "due_fen": attempt.amount_fen, "reason": told.reason.strip(),
    }  # fmt: skip
    note(row, "reconciled", actor=actor, now=now, payload=payload)
    if row.state in UNSETTLED:
        tell_of_order(row, f"reconciled:{row.row_version}", now=now)


def _count(row: Order, attempt: Attempt, came: Came, said: int, now: datetime) -> int:
    fen = came_fen(came, said=said, due=attempt.amount_fen)
    if fen and attempt.state != AttemptState.PAID:
        attempt.state = ATTEMPT.follow(AttemptState.of(attempt.state), AttemptAction.PAY).value
    credit(row, attempt, fen, now=now)
    balance(row, now=now)
    return fen
