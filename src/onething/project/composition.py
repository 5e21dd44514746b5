"""Who hears which event, who serves which outbox topic, and what the worker does regularly: stated once, here."""

from collections.abc import Callable
from typing import Any

from onething.platform import events
from onething.platform.events import Event

REACTIONS: tuple[tuple[type[Event], Callable[[Any], None]], ...] = ()


def compose() -> None:
    """Register everything, in the order written above."""
    for event_type, handler in REACTIONS:
        events.react(event_type, handler)
