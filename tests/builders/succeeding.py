"""One body of the demonstration city takes over from another: asked by its head, approved by the government, moved."""

from datetime import date, datetime
from uuid import UUID

from builders.cases import MONDAY, REGION
from builders.restaurant import GOVERNMENT
from onething.modules.handling.services.succeed import move_succeeded
from onething.modules.organisation.api import SuccessionWish, ask_succession, settle_succession
from onething.platform.clock import legal_day
from onething.platform.database import new_public_id
from onething.platform.permissions import Actor, Role

DOCUMENT = "禾丰市机构改革方案（禾委发〔2026〕3号）"
FORMER, SUCCESSOR = "health", "disease-control"


def head_of(body: str) -> Actor:
    """The head of this body."""
    return Actor(role=Role.BODY_HEAD, account=new_public_id(), body_code=body, region_path=REGION, channel="desk")


def wish(*, former: str = FORMER, items: tuple[str, ...] = (), from_day: date | None = None) -> SuccessionWish:
    """What its head asks for."""
    return SuccessionWish(former=former, items=items, from_day=from_day or legal_day(MONDAY), document=DOCUMENT)


def approved(wanted: SuccessionWish | None = None, *, successor: str = SUCCESSOR, now: datetime = MONDAY) -> UUID:
    """Asked and approved, and nothing moved yet."""
    asked = ask_succession(wanted or wish(), actor=head_of(successor), now=now)
    settle_succession(succession=asked, approved=True, note="", actor=GOVERNMENT, now=now)
    return asked


def succeed(wanted: SuccessionWish | None = None, *, successor: str = SUCCESSOR, now: datetime = MONDAY) -> UUID:
    """Approved, and moved by the worker."""
    act = approved(wanted, successor=successor, now=now)
    move_succeeded(now)
    return act
