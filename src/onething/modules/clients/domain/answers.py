"""Idempotency keys: what a request that comes again means. Pure.

Source: draft-ietf-httpapi-idempotency-key-header (400 without a key, 409 while the first is at work, 422 for another body).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

KEPT_FOR = timedelta(hours=24)
LEASE = timedelta(seconds=60)
"""After so long whoever began and never answered is taken for dead."""


class Again(StrEnum):
    """What to do with a request whose key was seen before."""

    REPLAY = "replay"
    TAKE_OVER = "take_over"
    BUSY = "busy"
    OTHER_BODY = "other_body"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptResponse:
    """An answer as it went out the first time."""

    status: int
    headers: dict[str, str]
    body: str


def decide_again(*, same_request: bool, answered: bool, begun_at: datetime, now: datetime) -> Again:
    """The first request decides: another body is refused whether or not the first was answered."""
    if not same_request:
        return Again.OTHER_BODY
    if answered:
        return Again.REPLAY
    return Again.TAKE_OVER if now - begun_at >= LEASE else Again.BUSY
