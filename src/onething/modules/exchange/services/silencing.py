"""Whether a client is told anything: asked when a message is put in, and again at the moment it would leave."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from onething.modules.clients.api import ApiScope, ClientInfo, clients_by_id
from onething.modules.exchange.domain.subscriptions import silence
from onething.platform.clock import legal_day


def may_read(client: ClientInfo) -> bool:
    """What webhooks tell of could be read with this scope; without it nothing is told."""
    return ApiScope.CASES_READ.value in client.scopes


def silence_of(client: UUID, *, now: datetime) -> str:
    """Why this client is told nothing now: revoked, its day has come, or its scope was taken; nothing when it is told."""
    found = clients_by_id([client]).get(client)
    return _silence(found, now) if found else "接入系统已不存在"


def told_clients(clients: Collection[UUID], *, now: datetime) -> frozenset[UUID]:
    """Those of these clients who are told, in one query."""
    if not clients:
        return frozenset()
    return frozenset(client for client, info in clients_by_id(clients).items() if not _silence(info, now))


def _silence(client: ClientInfo, now: datetime) -> str:
    return silence(ended=client.ended(on=legal_day(now)), may_read=may_read(client))
