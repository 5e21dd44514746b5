"""Reads of payments: the order of an application as pages show it, and what it holds back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from onething.core.definitions import Relief
from onething.core.planning import Charge
from onething.modules.payments.connectors.configured import find_gateway
from onething.modules.payments.domain.attempts import AttemptState, over_at
from onething.modules.payments.domain.disputes import Dispute
from onething.modules.payments.domain.lines import OrderLine, is_open, may_hand_over, read_lines
from onething.modules.payments.domain.orders import SETTLED, UNSETTLED, OrderState, why_not_payable
from onething.modules.payments.models import Attempt, Order
from onething.modules.payments.services.relieve import reliefs_of
from onething.modules.payments.storing import excess_of, lacking_of
from onething.platform.database import Page, page_after
from onething.platform.permissions import Action, Actor, visible

PAGE_SIZE = 20
HELD = "“{}”的“{}”还没有交，按{}，交清后送达结果。请先收费登记，再出件。"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderInfo:
    """An order without personal data; amounts in 分. `alive_until`: until when a page of the gateway may be paid."""

    application: UUID
    lines: tuple[OrderLine, ...]
    state: OrderState
    owed_fen: int
    paid_fen: int
    lacking_fen: int
    excess_fen: int
    paid_at: datetime | None
    at_window: bool
    receipt: str
    refund_receipt: str
    refunded_fen: int
    alive_until: datetime | None
    last_try: AttemptState | None
    disputes: tuple[Dispute, ...]
    why_not_online: str
    version: int

    @property
    def to_settle(self) -> tuple[OrderLine, ...]:
        """The lines that the window has to settle."""
        return tuple(line for line in self.lines if line.charge is Charge.OPEN)

    @property
    def known_by(self) -> datetime | None:
        """By when it is known what became of the page that may be paid."""
        return over_at(self.alive_until) if self.alive_until else None

    @property
    def to_pay(self) -> bool:
        """Whether it can be paid, here or at the window."""
        return not why_not_payable(self.state, owed=self.lacking_fen, open_lines=bool(self.to_settle), online=True)


def order_of(application: UUID) -> OrderInfo | None:
    """The order, if there is one; the caller has checked the actor's right to the application. Two queries."""
    row = Order.objects.filter(application=application).first()
    return _info(row, list(row.attempts.order_by("id"))) if row else None


def reliefs_at(application: UUID, lines: Collection[OrderLine]) -> dict[str, tuple[Relief, ...]]:
    """By which published reliefs the window may let off lines that are due; the caller has checked the actor's right."""
    return reliefs_of(Order.objects.only("application", "bundle").get(application=application), lines)


def to_pay(application: str) -> Exists:
    """Whether something is to be paid for the application that this column names, as an expression for another query."""
    unsettled = Order.objects.filter(application=OuterRef(application), state__in=sorted(UNSETTLED), disputed=False)
    return Exists(unsettled.filter(owed_fen__gt=F("paid_fen") - F("refunded_fen")))


def orders_to_look_into(*, actor: Actor, after: str | None = None) -> Page[Order]:
    """Where the window has to give money back, or to reconcile with the gateway; the oldest first, one query."""
    rows = visible(actor, Action.PAYMENT_RECORD, Order.objects.defer("lines"))
    rows = rows.filter(Q(state=OrderState.REFUNDING.value) | Q(disputed=True))
    return page_after(rows, order=("id",), after=after, size=PAGE_SIZE)


def count_orders() -> dict[str, int]:
    """How many wait: to be paid, for money to be given back, for an amount to be reconciled. Three queries."""
    waiting = {
        "unpaid": Q(state__in=sorted(UNSETTLED)),
        "refund": Q(state=OrderState.REFUNDING.value),
        "disputed": Q(disputed=True),
    }
    return {name: Order.objects.filter(which).count() for name, which in waiting.items()}


def held_back(application: UUID, keys: Collection[str]) -> str:
    """Why results of these cases may not leave the house yet, in words; empty when they may."""
    row = Order.objects.filter(application=application).first()
    held = (
        []
        if row is None
        else [
            line
            for line in read_lines(row.lines)
            if line.case in keys and not may_hand_over(line, paid=row.state in SETTLED)
        ]
    )
    return "".join(HELD.format(line.item_name, line.name, line.blocks_by) for line in held)


def _info(row: Order, attempts: list[Attempt]) -> OrderInfo:
    lines, state = read_lines(row.lines), OrderState.of(row.state)
    alive = next((one for one in attempts if one.state == AttemptState.WAITING), None)
    online = find_gateway() is not None
    return OrderInfo(
        application=row.application,
        lines=lines,
        state=state,
        owed_fen=row.owed_fen,
        paid_fen=row.paid_fen,
        lacking_fen=lacking_of(row),
        excess_fen=excess_of(row),
        paid_at=row.paid_at,
        at_window=row.at_window,
        receipt=row.receipt,
        refund_receipt=row.refund_receipt,
        refunded_fen=row.refunded_fen,
        alive_until=alive.expires_at if alive else None,
        last_try=AttemptState.of(attempts[-1].state) if attempts else None,
        disputes=tuple(_dispute(one) for one in attempts if one.note),
        why_not_online=why_not_payable(state, owed=lacking_of(row), open_lines=is_open(lines), online=online),
        version=row.row_version,
    )


def _dispute(one: Attempt) -> Dispute:
    return Dispute(
        attempt=one.public_id,
        begun_at=one.begun_at,
        words=one.note,
        number=one.number,
        said_fen=one.said_fen or 0,
        due_fen=one.amount_fen,
    )
