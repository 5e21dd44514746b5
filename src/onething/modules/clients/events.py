"""What clients tells the rooms above it, inside the transaction."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from onething.platform.events import Event
from onething.platform.permissions import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientRevoked(Event):
    """A system was shut out for good; what others keep for it must fall silent now."""

    client: UUID
    actor: Actor
    at: datetime
