"""Orders follow the money: what is owed, what came and what was given back decide where an order stands."""

from collections.abc import Iterable
from datetime import datetime

from onething.modules.payments.domain.lines import OrderLine, is_open, owed_fen, read_lines, write_lines
from onething.modules.payments.domain.orders import OrderState, balancing
from onething.modules.payments.models import Order
from onething.modules.payments.storing import follow, kept_of
from onething.modules.payments.telling import tell_of_refund


def balance(row: Order, *, now: datetime) -> None:
    """Bring the state in line with the money, in memory; where some is to be given back the applicant hears of it."""
    before = OrderState.of(row.state)
    open_lines = is_open(read_lines(row.lines))
    for action in balancing(before, owed=row.owed_fen, kept=kept_of(row), open_lines=open_lines):
        follow(row, action)
    if row.state == OrderState.REFUNDING and before is not OrderState.REFUNDING:
        tell_of_refund(row, now=now)


def owe(row: Order, lines: Iterable[OrderLine], *, now: datetime) -> None:
    """These lines from now on, in memory: what is not owed any more is not asked for, or is to be given back."""
    lines = tuple(lines)
    row.lines, row.owed_fen = write_lines(lines), owed_fen(lines)
    balance(row, now=now)
