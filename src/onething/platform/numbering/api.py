"""The door of numbering. A number is given by one statement that locks its series until the caller's commit."""

from collections.abc import Sequence
from datetime import date

from django.db import connection

MOST_SERIALS = 9999
MOST_KEYS = 50


class NumberingError(Exception):
    """NumberingError -> OutsideTransaction, SeriesExhausted."""

    code = "numbering"


class OutsideTransaction(NumberingError):
    """A number taken outside a transaction would be lost when the rest fails."""

    code = "numbering.outside_transaction"


class SeriesExhausted(NumberingError):
    """A day's 9,999 serials of one item are used up."""

    code = "numbering.exhausted"


def next_number(*, series: str) -> int:
    """The next number of a gap-free series, from 1; take it last, for the series stays locked until commit."""
    return next_numbers(series=[series])[series]


def next_numbers(*, series: Sequence[str]) -> dict[str, int]:
    """The same of several series, in one statement."""
    return _advance(series)


def next_serials(*, keys: Sequence[str], day: date) -> dict[str, int]:
    """The next serial of each key on this day, from 1 to 9,999, in one statement; gaps may stay after a roll-back."""
    series = {f"serial:{key}:{day:%Y%m%d}": key for key in keys}
    serials = {series[name]: last for name, last in _advance(list(series)).items()}
    exhausted = sorted(key for key, serial in serials.items() if serial > MOST_SERIALS)
    if exhausted:
        raise SeriesExhausted(
            f"事项 {'、'.join(exhausted)} 在 {day:%Y-%m-%d} 的流水号已用到 {MOST_SERIALS},今天不能再编号。"
            "请联系系统管理员核对，或次日再收件。"
        )
    return serials


def _advance(names: Sequence[str]) -> dict[str, int]:
    """Advance each series by one; names are sorted, so two callers always lock in the same order."""
    if not connection.in_atomic_block:
        raise OutsideTransaction("take numbers inside transaction.atomic()")
    if len(names) > MOST_KEYS:
        raise ValueError(f"at most {MOST_KEYS} series at once")
    statement = (
        "INSERT INTO numbering_series (key, last) VALUES "  # noqa: S608 - only question marks are added
        + ", ".join(["(%s, 1)"] * len(names))
        + " ON CONFLICT (key) DO UPDATE SET last = numbering_series.last + 1 RETURNING key, last"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, sorted(names))
        return dict(cursor.fetchall())
