"""What clients shows other rooms."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from onething.platform.permissions import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientInfo:
    """A client as staff see it; the secret is kept as a hash and shown to nobody."""

    public_id: UUID
    name: str
    body_code: str
    region_path: str
    scopes: tuple[str, ...]
    created_at: datetime
    revoked_at: datetime | None


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
