"""What clients shows other rooms."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from onething.platform.permissions import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientInfo:
    """A client as staff see it; the secret is kept as a hash and shown to nobody. It may come on [made, until_day)."""

    public_id: UUID
    account: UUID
    name: str
    body_code: str
    region_path: str
    scopes: tuple[str, ...]
    created_at: datetime
    revoked_at: datetime | None
    until_day: date | None

    @property
    def last_day(self) -> date | None:
        """The last day on which it may come."""
        return self.until_day and self.until_day - timedelta(days=1)

    @property
    def terms(self) -> str:
        """What a change replaces: a form that was opened on other terms is out of date."""
        return " ".join((*self.scopes, self.until_day.isoformat() if self.until_day else "-"))

    def ended(self, *, on: date) -> str:
        """Why it may not come on this day; nothing when it may."""
        if self.revoked_at is not None:
            return "接入系统已停用"
        return "接入系统的登记已到期" if self.until_day is not None and on >= self.until_day else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClient:
    """A client just made, with its secret: the only time anybody sees it."""

    info: ClientInfo
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """A valid token: who comes, and through which doors it opens."""

    client: UUID
    actor: Actor
    scopes: frozenset[str]
