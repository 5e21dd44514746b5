"""Who wants to be told: looked up once in a few seconds by each process, so that a step that nobody follows costs nothing."""

from datetime import UTC, datetime
from functools import lru_cache

from onething.modules.exchange.models import WebhookSubscription
from onething.modules.exchange.services.silencing import told_clients

COLUMNS = ("public_id", "client", "body_code", "kinds")
PERIOD_SECONDS = 5  # so long another process may not know of a new subscription; it is promised nothing about the past


def listening_subscriptions(*, now: datetime) -> tuple[WebhookSubscription, ...]:
    """The subscriptions in force of clients that are told, with their body and kinds."""
    return _listening(int(now.timestamp()) // PERIOD_SECONDS)


def forget_listening() -> None:
    """Somebody subscribed, or is to be told no more: look again."""
    _listening.cache_clear()


@lru_cache(maxsize=1)
def _listening(period: int) -> tuple[WebhookSubscription, ...]:
    wanted = WebhookSubscription.objects.filter(disabled_at__isnull=True).only(*COLUMNS)
    rows = tuple(row for row in wanted if row.client)
    told = told_clients(
        {row.client for row in rows if row.client}, now=datetime.fromtimestamp(period * PERIOD_SECONDS, UTC)
    )
    return tuple(row for row in rows if row.client in told)
