"""Who wants to be told: looked up once in a few seconds by each process, so that a step that nobody follows costs nothing."""

from datetime import datetime
from functools import lru_cache

from onething.modules.exchange.models import WebhookSubscription

PERIOD_SECONDS = 5  # so long another process may not know of a new subscription; it is promised nothing about the past


def listening_subscriptions(*, now: datetime) -> tuple[WebhookSubscription, ...]:
    """The subscriptions that are not disabled, with their body and kinds."""
    return _listening(int(now.timestamp()) // PERIOD_SECONDS)


def forget_listening() -> None:
    """Somebody subscribed, or is to be told no more: look again."""
    _listening.cache_clear()


@lru_cache(maxsize=1)
def _listening(_period: int) -> tuple[WebhookSubscription, ...]:
    return tuple(WebhookSubscription.objects.filter(disabled_at__isnull=True).only("public_id", "body_code", "kinds"))
