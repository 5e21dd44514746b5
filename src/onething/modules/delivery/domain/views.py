"""What delivery shows other rooms."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from onething.core.states import Labelled


class Way(StrEnum):
    """How a result leaves the house."""

    ELECTRONIC = "online"
    PICK_UP = "pick-up"
    POST = "post"


class DeliveryState(Labelled):
    """Where a result is."""

    EXPECTED = "expected", "办理中"
    READY = "ready", "可以领取"
    TO_POST = "to_post", "等待寄出"
    DELIVERED = "delivered", "已送达"
    HANDED_OVER = "handed_over", "已领取"
    SENT = "sent", "已寄出"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryItem:
    """One result of an application."""

    case: UUID
    name: str
    item: str
    body_name: str
    way: Way
    state: DeliveryState
    at: datetime | None = None
    receiver_masked: str = ""
    tracking: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliveries:
    """All results of an application; the code is for the applicant alone and empty for everybody else."""

    application: UUID
    code: str = field(repr=False)
    items: tuple[DeliveryItem, ...]

    @property
    def ready(self) -> tuple[DeliveryItem, ...]:
        """What can be handed over or posted now."""
        return tuple(one for one in self.items if one.state in {DeliveryState.READY, DeliveryState.TO_POST})
