"""What an SMS gateway answered: taken, refused for good, or not to be trusted; and its receipts."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onething.modules.exchange.api import NotReached, Resting
from onething.modules.notify.domain.sending import Receipt

TAKEN, REFUSED = {200, 202}, 422
LONGEST_REASON = 120
STATES = {"delivered": True, "failed": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The gateway will send it; taking the same id again changes nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """It will never be sent as it is: a number that is none, or one that is blocked."""

    reason: str


SendAnswer = Taken | Refused | NotReached | Resting
Receipts = tuple[Receipt, ...] | NotReached | Resting


def read_answer(sms_id: str, status: int, content: Any) -> SendAnswer:
    """Only an answer that names this very message is believed."""
    if isinstance(content, Mapping) and content.get("id") == sms_id:
        if status in TAKEN and content.get("state") == "accepted":
            return Taken()
        if status == REFUSED:
            return Refused(reason=_words(content.get("detail")) or "短信通道拒收")
    return NotReached(reason=f"短信通道答复 {status}，内容不能采信")


def read_receipts(asked: Collection[str], status: int, content: Any, *, now: datetime) -> Receipts:
    """The receipts of what was asked; others, doubles and those that say nothing are left out. None is from the future."""
    rows = content.get("receipts") if isinstance(content, Mapping) else None
    if status != 200 or not isinstance(rows, list):
        return NotReached(reason=f"短信通道答复 {status}，回执不能采信")
    return tuple({one.id: one for row in rows for one in _receipt(row, now) if one.id in asked}.values())


def _receipt(row: Any, now: datetime) -> Iterator[Receipt]:
    if not isinstance(row, Mapping) or row.get("state") not in STATES or not isinstance(row.get("id"), str):
        return
    at = _instant(row.get("at")) or now
    yield Receipt(id=row["id"], delivered=STATES[row["state"]], at=min(at, now), reason=_words(row.get("reason")))


def _instant(text: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo else None


def _words(text: Any) -> str:
    return text[:LONGEST_REASON] if isinstance(text, str) and text.isprintable() else ""
