"""One attempt to pay over a gateway: its life, how long it lives, and what of the gateway's words is believed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from onething.core.definitions import in_yuan
from onething.core.states import Labelled, Move, StateTable
from onething.modules.exchange.api import NotReached, Resting, read_json

LASTS = timedelta(minutes=15)
GRACE = timedelta(minutes=5)
"""After its end the gateway may still tell of a payment made in the last minute."""
ASKED_FOR = timedelta(days=1)
"""So long the house goes on asking about what ended unpaid: banks settle within the day, and a notification may be lost."""
LONGEST_NUMBER, LONGEST_REASON, LONGEST_ADDRESS = 64, 120, 500
MOST_FEN = 2**31 - 1
OPENED, REFUSED = {200, 201}, 422


class AttemptState(Labelled):
    """How an attempt to pay stands."""

    WAITING = "waiting", "等待支付"
    PAID = "paid", "付成"
    FAILED = "failed", "没有付成"
    EXPIRED = "expired", "过了支付时间"


class AttemptAction(Labelled):
    """What may become of it."""

    PAY = "pay", "付成"
    FAIL = "fail", "没有付成"
    EXPIRE = "expire", "过了支付时间"


_S, _A = AttemptState, AttemptAction
ATTEMPT = StateTable(
    start=_S.WAITING,
    final=frozenset({_S.PAID, _S.FAILED, _S.EXPIRED}),
    rows=(
        Move(_S.WAITING, _A.PAY, _S.PAID),
        Move(_S.WAITING, _A.FAIL, _S.FAILED),
        Move(_S.WAITING, _A.EXPIRE, _S.EXPIRED, "支付平台不再收这一笔"),
        Move(_S.FAILED, _A.PAY, _S.PAID, "后来付成的，钱到了就是到了"),
        Move(_S.EXPIRED, _A.PAY, _S.PAID, "后来付成的，钱到了就是到了"),
    ),
)
SAID = {"paid": _A.PAY, "failed": _A.FAIL, "expired": _A.EXPIRE}
UNPAID = frozenset({_S.FAILED, _S.EXPIRED})
ANOTHER_AMOUNT = "支付平台说付了 {}，这一次应当付 {}"
COUNTED = "，已经记下 {}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """What the gateway is asked to collect: under which id, how much, until when, and where it answers to."""

    id: str
    amount_fen: int
    subject: str
    expires_at: datetime
    return_url: str
    notify_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PayPage:
    """Where the person pays; the same purchase has the same page."""

    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotOpened:
    """The gateway understood it and will not collect it."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentNews:
    """What the gateway says became of one purchase."""

    id: str
    action: AttemptAction
    amount_fen: int
    number: str


Opening = PayPage | NotOpened | NotReached | Resting
Findings = tuple[PaymentNews, ...] | NotReached | Resting


def over_at(expires_at: datetime) -> datetime:
    """From when on nothing new comes of an attempt, as far as anybody can tell."""
    return expires_at + GRACE


def dispute_words(*, said: int, due: int, counted: int = 0) -> str:
    """What has to be looked into, however many digits the gateway sends; `counted` was believed before."""
    words = ANOTHER_AMOUNT.format(in_yuan(said), in_yuan(due)) + (COUNTED.format(in_yuan(counted)) if counted else "")
    return words[:LONGEST_REASON]


def read_opening(purchase: Purchase, gateway: str, status: int, content: Any) -> Opening:
    """Only an answer that names this very purchase is believed, and only a page of the gateway itself is opened."""
    if isinstance(content, Mapping) and content.get("id") == purchase.id:
        address = content.get("address")
        if status in OPENED and isinstance(address, str) and _is_of(gateway, address):
            return PayPage(address=address)
        if status == REFUSED:
            return NotOpened(reason=_words(content.get("detail")) or "支付平台不收这一笔")
    return NotReached(reason=f"支付平台答复 {status}，内容不能采信")


def read_findings(asked: Collection[str], status: int, content: Any) -> Findings:
    """What became of those asked about; what still waits, others, doubles and what says nothing are left out."""
    rows = content.get("payments") if isinstance(content, Mapping) else None
    if status != 200 or not isinstance(rows, list):
        return NotReached(reason=f"支付平台答复 {status}，内容不能采信")
    return tuple({one.id: one for row in rows for one in _read(row) if one.id in asked}.values())


def read_notification(body: bytes) -> PaymentNews | None:
    """What a notification says; None when nothing can be understood."""
    return next(_read(read_json(body)), None)


def _read(row: Any) -> Iterator[PaymentNews]:
    match row:
        case {"id": str(payment), "state": str(state), "amount_fen": int(amount)} if state in SAID:
            number = row.get("number", "")
            if not isinstance(amount, bool) and amount >= 0 and isinstance(number, str) and number.isprintable():
                yield PaymentNews(id=payment, action=SAID[state], amount_fen=amount, number=number[:LONGEST_NUMBER])


def _is_of(gateway: str, address: str) -> bool:
    try:
        own, given = urlsplit(gateway), urlsplit(address)
    except ValueError:
        return False
    same = (own.scheme, own.netloc) == (given.scheme, given.netloc)
    return same and len(address) <= LONGEST_ADDRESS and address.isprintable() and " " not in address


def _words(text: Any) -> str:
    return text[:LONGEST_REASON] if isinstance(text, str) and text.isprintable() else ""
