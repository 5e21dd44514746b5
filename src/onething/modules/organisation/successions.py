"""Successions as other rooms and pages read them: those that hold, those that still have cases to move, those to settle."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from django.db import transaction

from onething.modules.organisation.domain.successions import Succession, SuccessionState, in_charge
from onething.modules.organisation.models import Body, SuccessionRow
from onething.platform.clock import legal_day
from onething.platform.permissions import Action, Actor, visible

MOST_SHOWN = 100
PERIOD_SECONDS = 60  # so long another process may not know of one; what is filed meanwhile is moved with the rest


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessionInfo:
    """An act with the names of its bodies, for those who ask and settle."""

    public_id: UUID
    former: str
    former_name: str
    successor_name: str
    items: tuple[str, ...]
    from_day: date
    document: str
    asked_by: UUID
    asked_at: datetime
    state: SuccessionState
    settled_at: datetime | None
    note: str
    moved_at: datetime | None


def successions_at(now: datetime) -> tuple[Succession, ...]:
    """All that were approved, looked up once a minute by each process: every filing asks."""
    return _successions_at(int(now.timestamp()) // PERIOD_SECONDS)


def body_in_charge(body: str, *, item: str = "", now: datetime) -> str:
    """Who exercises it today, where a pack still names the body that did before; without an item, who stands for the body."""
    return in_charge(successions_at(now), body=body, item=item, on=legal_day(now))


def successions_to_move(*, on: date) -> tuple[Succession, ...]:
    """Those in force of which cases may still stand with the former body, the earliest first."""
    rows = SuccessionRow.objects.filter(state=SuccessionState.APPROVED, from_day__lte=on, moved_at__isnull=True)
    return _read(rows.order_by("from_day", "settled_at"))


def list_successions(*, actor: Actor) -> tuple[SuccessionInfo, ...]:
    """Those of the actor's body, or in the actor's region; what waits for an answer first; two queries."""
    rows = visible(actor, Action.SUCCESSION_READ, SuccessionRow.objects.all()).order_by("-asked_at", "-id")
    return _named(sorted(rows[:MOST_SHOWN], key=lambda row: row.state != SuccessionState.OPEN))


def open_successions(*, actor: Actor) -> tuple[SuccessionInfo, ...]:
    """What waits for an answer of this actor, the oldest first; two queries."""
    rows = SuccessionRow.objects.filter(state=SuccessionState.OPEN).order_by("asked_at", "id")
    return _named(visible(actor, Action.SUCCESSION_SETTLE, rows)[:MOST_SHOWN])


def forget_successions() -> None:
    """One was approved: look again."""
    _successions_at.cache_clear()


def forget_successions_with_commit() -> None:
    """Now for this transaction, and once more when it holds: others may have looked before they could see it."""
    forget_successions()
    transaction.on_commit(forget_successions)


@lru_cache(maxsize=4)
def _successions_at(_period: int) -> tuple[Succession, ...]:
    return _read(SuccessionRow.objects.filter(state=SuccessionState.APPROVED).order_by("id"))


def _read(rows: Iterable[SuccessionRow]) -> tuple[Succession, ...]:
    return tuple(
        Succession(
            public_id=row.public_id,
            former=row.former_code,
            successor=row.successor_code,
            items=tuple(row.items),
            from_day=row.from_day,
            document=row.document,
            settled_at=row.settled_at or row.asked_at,
        )
        for row in rows
    )


def _named(rows: Iterable[SuccessionRow]) -> tuple[SuccessionInfo, ...]:
    found = list(rows)
    codes = {code for row in found for code in (row.former_code, row.successor_code)}
    names = dict(Body.objects.filter(code__in=codes).values_list("code", "name")) if found else {}
    return tuple(_info(row, names) for row in found)


def _info(row: SuccessionRow, names: dict[str, str]) -> SuccessionInfo:
    return SuccessionInfo(
        public_id=row.public_id,
        former=row.former_code,
        former_name=names.get(row.former_code, row.former_code),
        successor_name=names.get(row.successor_code, row.successor_code),
        items=tuple(row.items),
        from_day=row.from_day,
        document=row.document,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        state=SuccessionState.of(row.state),
        settled_at=row.settled_at,
        note=row.note,
        moved_at=row.moved_at,
    )
