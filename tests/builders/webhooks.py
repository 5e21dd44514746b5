"""Two bodies with their systems, things that happen to their cases, and the worker that tells of them."""

from datetime import UTC, datetime
from uuid import UUID

from builders.systems import new_client
from onething.core.lifecycle import CaseAction
from onething.modules.exchange.api import Act, Step, ToldCase, WebhookInfo, WebhookKind, subscribe, tell
from onething.platform.clock import moved
from onething.platform.database import new_public_id
from onething.platform.outbox.api import drain
from onething.platform.permissions import Actor, Role

MONDAY_NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
ADMIN = Actor(role=Role.SYSTEM_ADMIN, account=new_public_id(), channel="desk")
BIRTH = ToldCase(case=UUID(int=1), item="birth-certificate", body_code="health")
HOME = ToldCase(case=UUID(int=3), item="birth-registration", body_code="police")
APPLICATION = UUID(int=9)


def listen(url: str, now: datetime, *kinds: str, body: str = "health") -> tuple[WebhookInfo, str]:
    """A subscription of a new system of this body, and its secret."""
    client = new_client(body=body, now=now).info.public_id
    return subscribe(client=client, url=url, kinds=kinds or list(WebhookKind), actor=ADMIN, now=now)


def happen(now: datetime, *acts: tuple[ToldCase, CaseAction]) -> None:
    """Acts of one step of one application."""
    told = [Act(case=case.case, action=action, seq=1) for case, action in acts]
    tell(Step(application=APPLICATION, cases=(BIRTH, HOME), acts=told, finished=False, at=now))


def work(now: datetime, *, limit: int = 50) -> int:
    """What the worker does at this instant."""
    with moved(now):
        return drain(now=now, limit=limit, jitter=lambda: 0.0)
