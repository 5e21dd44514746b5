"""What this deployment asks and tells, from its settings; one guarded source per address in this process."""

from functools import lru_cache

from django.conf import settings

from onething.modules.exchange.connectors.guarded import GuardedSource
from onething.modules.exchange.connectors.population_register import PopulationRegister
from onething.modules.exchange.connectors.webhook_post import WebhookPost
from onething.modules.exchange.domain.addresses import Reach, read_networks
from onething.modules.exchange.ports import DataSource


def find_source() -> DataSource | None:
    """Return the configured source; None when no address is set (ONETHING_POPULATION_URL)."""
    url, token = settings.POPULATION_URL, settings.POPULATION_TOKEN
    return _source_at(url, token) if url else None


def reach_of_webhooks() -> Reach:
    """Return how far webhooks go: to this machine in a demonstration alone."""
    return Reach(networks=read_networks(settings.WEBHOOK_NETWORKS), loopback=settings.DEMONSTRATION)


def webhook_post() -> WebhookPost:
    """Return the way out for webhooks."""
    return WebhookPost(reach=reach_of_webhooks())


@lru_cache(maxsize=4)
def _source_at(url: str, token: str) -> DataSource:
    return GuardedSource(PopulationRegister(url=url, token=token))
