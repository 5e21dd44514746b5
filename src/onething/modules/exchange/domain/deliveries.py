"""How a delivery stands, as its client sees it: ids, tries and the answer's code, nothing of what was in it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from onething.core.states import Labelled
from onething.modules.exchange.domain.announcing import KINDS

KEPT_FOR = timedelta(days=30)


class DeliveryState(Labelled):
    """What became of a message to a subscription."""

    WAITING = "waiting", "等待发送或再试"
    DELIVERED = "delivered", "已送达"
    DEAD = "dead", "已放弃，可以重放"
    FAILED = "failed", "试验没有送达，不再试"
    DROPPED = "dropped", "不再发送"


FORGOTTEN = (DeliveryState.DELIVERED, DeliveryState.FAILED, DeliveryState.DROPPED)
"""Over and done with: forgotten after a while. What waits or can be replayed is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryInfo:
    """One message to one subscription; `attempts` are those since it was put in or replayed."""

    message_id: str
    kind: str
    application: UUID | None
    told_at: datetime
    state: DeliveryState
    attempts: int
    tried_at: datetime | None
    answer: int | None
    failure: str

    @property
    def kind_label(self) -> str:
        """What was told, for people."""
        return KINDS[self.kind].label if self.kind in KINDS else "试验"
