"""Misbehaviour on demand: what a simulator can be told to do to its next answers."""

import math
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock
from typing import Any

LONGEST_DELAY_SECONDS = 60.0


class Fault(StrEnum):
    """The ways in which an outside system is known to fail."""

    NONE = "none"
    SLOW = "slow"  # waits `seconds`, then answers well
    DOWN = "down"  # resets the connection without a word
    GARBAGE = "garbage"  # 200 and bytes that are not JSON
    HTTP500 = "http500"  # an error page of a broken server
    TRUNCATED = "truncated"  # half of the promised bytes, then the end
    DRIP = "drip"  # one byte every `seconds`
    WRONG_SHAPE = "wrong_shape"  # good JSON that is not the agreed answer
    MIXED_UP = "mixed_up"  # the answer to somebody else's request
    NUL = "nul"  # U+0000 inside the texts
    OVERSIZED = "oversized"  # megabytes of padding
    REDIRECT = "redirect"  # sends the caller elsewhere


class BadOrder(ValueError):
    """The control request was not understood; the message says what is expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultOrder:
    """One fault and how often it strikes; `times` None means until told otherwise."""

    fault: Fault = Fault.NONE
    seconds: float = 0.0
    times: int | None = None


def parse_order(body: Any) -> FaultOrder:
    """Read `{"fault": …, "seconds": …, "times": …}`."""
    if not isinstance(body, dict) or body.get("fault") not in list(Fault):
        raise BadOrder(f"fault must be one of: {', '.join(Fault)}")
    seconds, times = body.get("seconds", 0), body.get("times")
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not _is_delay(seconds):
        raise BadOrder(f"seconds must be a number from 0 to {LONGEST_DELAY_SECONDS:g}")
    if times is not None and (isinstance(times, bool) or not isinstance(times, int) or times < 1):
        raise BadOrder("times must be a whole number from 1")
    return FaultOrder(fault=Fault(body["fault"]), seconds=float(seconds), times=times)


def _is_delay(seconds: float) -> bool:
    return math.isfinite(seconds) and 0 <= seconds <= LONGEST_DELAY_SECONDS


class FaultBoard:
    """The order in force and the number of requests it was asked about; safe between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._order = FaultOrder()
        self._requests = 0

    def set(self, order: FaultOrder) -> None:
        """Put an order in force and start counting again."""
        with self._lock:
            self._order, self._requests = order, 0

    def take(self) -> FaultOrder:
        """Count one request and return what must happen to it."""
        with self._lock:
            self._requests += 1
            order = self._order
            exhausted = order.times is not None and self._requests > order.times
            return FaultOrder() if exhausted else order

    def describe(self) -> dict[str, Any]:
        """Return the order in force and the requests counted since it was given."""
        with self._lock:
            order = self._order
            return {
                "fault": order.fault.value,
                "seconds": order.seconds,
                "times": order.times,
                "requests": self._requests,
            }
