"""What the gateway says of an attempt is carried out once, in whatever order and however often it comes."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.core.states import IllegalMove, Labelled
from onething.modules.exchange.api import is_signed
from onething.modules.payments.connectors.configured import find_secret
from onething.modules.payments.domain.attempts import (
    ATTEMPT,
    MOST_FEN,
    AttemptAction,
    AttemptState,
    PaymentNews,
    dispute_words,
    over_at,
    read_notification,
)
from onething.modules.payments.domain.orders import OrderAction, OrderState
from onething.modules.payments.models import Attempt, Order
from onething.modules.payments.services.balance import balance
from onething.modules.payments.storing import follow, note, save, waiting_attempt
from onething.platform.permissions import HOUSE


class NewsOutcome(Labelled):
    """What became of what the gateway said."""

    TAKEN = "taken", "已处理"
    KNOWN = "known", "早已知道，没有变化"
    DISPUTED = "disputed", "金额对不上，没有采信"
    UNKNOWN = "unknown", "没有这一笔，或者内容读不懂"
    UNSIGNED = "unsigned", "没有签名，或者签名不对"


def take_notification(*, message_id: str, timestamp: str, signature: str, body: bytes, now: datetime) -> NewsOutcome:
    """A notification of the gateway; believed only when it was signed a moment ago with the secret of this house."""
    secret = find_secret()
    signed = bool(secret) and is_signed(
        secrets=[secret], message_id=message_id, timestamp=timestamp, signature=signature, body=body, now=now
    )
    if not signed:
        return NewsOutcome.UNSIGNED
    news = read_notification(body)
    return take_news(news, now=now) if news else NewsOutcome.UNKNOWN


@transaction.atomic
def take_news(news: PaymentNews, *, now: datetime) -> NewsOutcome:
    """Carry out what the gateway said of one attempt; the order is locked before it."""
    known = Attempt.objects.filter(public_id__in=ids_in(news.id)).first()
    if known is None:
        return NewsOutcome.UNKNOWN
    row = Order.objects.select_for_update().get(pk=known.order_id)
    attempt = row.attempts.select_for_update().get(pk=known.pk)
    if news.action is AttemptAction.PAY and news.amount_fen != (attempt.credited_fen or attempt.amount_fen):
        return _dispute(row, attempt, news, now)
    if not end_attempt(row, attempt, news.action, now=now, number=news.number):
        return NewsOutcome.KNOWN
    save(row)
    payload = {"attempt": news.id, "number": news.number}
    note(row, f"attempt_{attempt.state}", actor=HOUSE, now=now, payload=payload)
    return NewsOutcome.TAKEN


def end_attempt(row: Order, attempt: Attempt, action: AttemptAction, *, now: datetime, number: str = "") -> bool:
    """Move the attempt, and its order in memory with it; False when the attempt had come to its end before."""
    try:
        state = ATTEMPT.follow(AttemptState.of(attempt.state), action)
    except IllegalMove:
        return False
    attempt.state, attempt.ended_at, attempt.number = state.value, now, number or attempt.number
    if action is AttemptAction.PAY:
        credit(row, attempt, attempt.amount_fen, now=now)
        balance(row, now=now)
    else:
        attempt.save()
    if row.state == OrderState.PAYING:
        follow(row, OrderAction.FAIL)
    return True


def credit(row: Order, attempt: Attempt, fen: int, *, now: datetime) -> None:
    """So much came of this attempt, and nothing of it is in doubt any more; the order in memory."""
    row.paid_fen += fen - attempt.credited_fen
    row.paid_at = row.paid_at or (now if fen else None)
    attempt.credited_fen, attempt.note = fen, ""
    attempt.save()
    row.disputed = row.attempts.exclude(note="").exists()


def expire(row: Order, attempt: Attempt, *, now: datetime) -> bool:
    """The time of the attempt and its grace are over, in memory and in the log; False when it had ended before."""
    if not end_attempt(row, attempt, AttemptAction.EXPIRE, now=now):
        return False
    note(row, "attempt_expired", actor=HOUSE, now=now, payload={"attempt": str(attempt.public_id)})
    return True


def living_attempt(row: Order, now: datetime) -> Attempt | None:
    """The attempt that may still be paid, or was a moment ago; one whose grace is over ends here."""
    attempt = waiting_attempt(row)
    if attempt and over_at(attempt.expires_at) <= now:
        expire(row, attempt, now=now)
        return None
    return attempt


def _dispute(row: Order, attempt: Attempt, news: PaymentNews, now: datetime) -> NewsOutcome:
    """Not believed, and not forgotten: somebody has to look into it, once for each amount that is named."""
    said = min(news.amount_fen, MOST_FEN)
    if attempt.said_fen == said:
        return NewsOutcome.DISPUTED if attempt.note else NewsOutcome.KNOWN
    attempt.said_fen = said
    attempt.note = dispute_words(said=news.amount_fen, due=attempt.amount_fen, counted=attempt.credited_fen)
    attempt.number = attempt.number or news.number
    attempt.save()
    row.disputed = True
    save(row)
    note(row, "disputed", actor=HOUSE, now=now, payload={"attempt": news.id, "said_fen": said, "number": news.number})
    return NewsOutcome.DISPUTED


def ids_in(text: str) -> tuple[UUID, ...]:
    """The attempt that this text names, if it can name one."""
    try:
        return (UUID(text),)
    except ValueError:
        return ()
