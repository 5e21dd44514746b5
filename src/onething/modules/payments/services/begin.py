"""Somebody goes to pay: an attempt is written first, then the gateway is asked for its page."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.core.definitions import in_yuan
from onething.modules.payments.connectors.configured import find_gateway
from onething.modules.payments.domain.attempts import (
    ATTEMPT,
    LASTS,
    AttemptAction,
    AttemptState,
    NotOpened,
    PayPage,
    Purchase,
    over_at,
)
from onething.modules.payments.domain.lines import is_open, read_lines
from onething.modules.payments.domain.orders import OrderAction, OrderState, why_not_payable
from onething.modules.payments.errors import GatewayAway, PaymentRefused
from onething.modules.payments.models import Attempt, Order
from onething.modules.payments.services.let_fall import look_before
from onething.modules.payments.services.settle import end_attempt, living_attempt
from onething.modules.payments.storing import follow, lacking_of, lock_own, note, save
from onething.platform.clock import SHANGHAI
from onething.platform.permissions import HOUSE, Action, Actor

ANOTHER_AMOUNT = "应交的金额变了，上一次打开的支付页还可能付成。请在 {:%H:%M} 以后再付，以免多付。"
JUST_OVER = "上一次打开的支付页刚失效，有没有付成还在核对。请在 {:%H:%M} 以后再付，以免付两次。"
AWAY = "支付平台连不上"
DISPUTED = "支付平台说的金额和应交的对不上，正在核对。请先不要再付，到受理窗口或者拨打 12345 咨询。"


def begin_payment(*, application: UUID, return_url: str, notify_url: str, actor: Actor, now: datetime) -> str:
    """Return the gateway's page for what is owed; pressed again, the same page. PaymentRefused, GatewayAway."""
    look_before(application, action=Action.PAYMENT_BEGIN, actor=actor, now=now)
    attempt = _attempt(application, actor, now)
    if attempt.address:
        return attempt.address
    gateway = find_gateway()
    purchase = Purchase(
        id=str(attempt.public_id),
        amount_fen=attempt.amount_fen,
        subject=f"{attempt.order.title} {attempt.order.application_number[-6:]}",
        expires_at=attempt.expires_at,
        return_url=return_url,
        notify_url=notify_url,
    )
    opening = gateway.open(purchase, now=now) if gateway else None
    if isinstance(opening, PayPage) and _is_kept(attempt, opening.address):
        return opening.address
    refusal = opening.reason if isinstance(opening, NotOpened) else ""
    if address := _give_up(attempt, refusal or AWAY, now):
        return address
    if refusal:
        raise PaymentRefused({"": f"支付平台不收这一笔：{refusal}。请到受理窗口缴费。"})
    raise GatewayAway


@transaction.atomic
def _attempt(application: UUID, actor: Actor, now: datetime) -> Attempt:
    row = lock_own(application, action=Action.PAYMENT_BEGIN, actor=actor)
    attempt = living_attempt(row, now)
    if why := _why_not(row, attempt, now):
        raise PaymentRefused({"": why})
    if attempt:
        return attempt
    follow(row, OrderAction.BEGIN)
    attempt = Attempt.objects.create(
        order=row, amount_fen=lacking_of(row), state=ATTEMPT.start.value, begun_at=now, expires_at=now + LASTS
    )
    save(row)
    paid = in_yuan(attempt.amount_fen)
    note(row, "begun", actor=actor, now=now, payload={"attempt": str(attempt.public_id), "amount": paid})
    return attempt


def _why_not(row: Order, attempt: Attempt | None, now: datetime) -> str:
    lines = read_lines(row.lines)
    state, online = OrderState.of(row.state), find_gateway() is not None
    if why := why_not_payable(state, owed=lacking_of(row), open_lines=is_open(lines), online=online):
        return why
    if row.disputed:
        return DISPUTED
    if attempt and (attempt.expires_at <= now or attempt.amount_fen != lacking_of(row)):
        words = JUST_OVER if attempt.expires_at <= now else ANOTHER_AMOUNT
        return words.format(over_at(attempt.expires_at).astimezone(SHANGHAI))
    return ""


def _is_kept(attempt: Attempt, address: str) -> bool:
    """False when the attempt was given up meanwhile: nobody is sent to its page."""
    waiting = Attempt.objects.filter(pk=attempt.pk, state=AttemptState.WAITING.value)
    return bool(waiting.update(address=address))


@transaction.atomic
def _give_up(attempt: Attempt, reason: str, now: datetime) -> str:
    """Nobody has its page, so nobody can pay it; where another press has got the page meanwhile, return that."""
    row = Order.objects.select_for_update().get(pk=attempt.order_id)
    attempt.refresh_from_db(from_queryset=Attempt.objects.select_for_update())
    if attempt.state == AttemptState.WAITING and attempt.address:
        return attempt.address
    if end_attempt(row, attempt, AttemptAction.FAIL, now=now):
        save(row)
        note(row, "not_opened", actor=HOUSE, now=now, payload={"attempt": str(attempt.public_id), "reason": reason})
    return ""
