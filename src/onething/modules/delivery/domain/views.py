"""What delivery shows other rooms."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from onething.core.definitions import ResultKind
from onething.core.states import Labelled

TO_BE_PAID = "已核定，另行拨付"
REGISTERED = "已办好"


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
    kind: ResultKind
    way: Way
    state: DeliveryState
    at: datetime | None = None
    receiver_masked: str = ""
    tracking: str = ""

    @property
    def word(self) -> str:
        """Where it is, in a word: of money and of entries in a register only the decision is served."""
        served = {ResultKind.PAYMENT: TO_BE_PAID, ResultKind.DATA: REGISTERED}
        return served.get(self.kind, self.state.label) if self.state is DeliveryState.DELIVERED else self.state.label


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperService:
    """A paper that is served by itself, and how it reaches the applicant; `at` is None while it waits."""

    paper: UUID
    application: UUID
    name: str
    way: Way
    issued_at: datetime
    at: datetime | None
    receiver_masked: str = ""
    tracking: str = ""

    @property
    def state(self) -> DeliveryState:
        """Where it is."""
        return (_SERVED if self.at else _TO_SERVE)[self.way]

    @property
    def waits(self) -> bool:
        """Whether it is still to be served."""
        return self.at is None


_SERVED = {
    Way.ELECTRONIC: DeliveryState.DELIVERED,
    Way.PICK_UP: DeliveryState.HANDED_OVER,
    Way.POST: DeliveryState.SENT,
}
_TO_SERVE = {
    Way.ELECTRONIC: DeliveryState.EXPECTED,
    Way.PICK_UP: DeliveryState.READY,
    Way.POST: DeliveryState.TO_POST,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliveries:
    """All results and served papers of an application; the code is for the applicant alone and empty for everybody else."""

    application: UUID
    code: str = field(repr=False)
    items: tuple[DeliveryItem, ...]
    papers: tuple[PaperService, ...] = ()

    @property
    def ready(self) -> tuple[DeliveryItem, ...]:
        """What can be handed over or posted now."""
        return tuple(one for one in self.items if one.state in {DeliveryState.READY, DeliveryState.TO_POST})
