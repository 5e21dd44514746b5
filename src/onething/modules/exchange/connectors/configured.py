"""What this deployment asks and tells, from its settings; one guarded source per address in this process."""

from functools import lru_cache

from django.conf import settings

from onething.modules.exchange.connectors.guarded import GuardedSource
from onething.modules.exchange.connectors.national_platform import HttpNationalPlatform
from onething.modules.exchange.connectors.population_register import PopulationRegister
from onething.modules.exchange.connectors.webhook_post import WebhookPost
from onething.modules.exchange.domain.addresses import Reach, read_networks
from onething.modules.exchange.ports import DataSource, NationalPlatform


def find_source() -> DataSource | None:
    """Return the configured source; None when no address is set (ONETHING_POPULATION_URL)."""
    url, token = settings.POPULATION_URL, settings.POPULATION_TOKEN
    return _source_at(url, token) if url else None


def find_platform() -> NationalPlatform | None:
    """Return the national platform; None when no address is set (ONETHING_UPLOAD_URL)."""
    url, client, secret = settings.UPLOAD_URL, settings.UPLOAD_CLIENT_ID, settings.UPLOAD_CLIENT_SECRET
    return _platform_at(url, client, secret) if url else None


def reach_of_webhooks() -> Reach:
    """Return how far webhooks go: to this machine in a demonstration alone."""
    return Reach(networks=read_networks(settings.WEBHOOK_NETWORKS), loopback=settings.DEMONSTRATION)


def webhook_post() -> WebhookPost:
    """Return the way out for webhooks."""
    return WebhookPost(reach=reach_of_webhooks())


@lru_cache(maxsize=4)
def _source_at(url: str, token: str) -> DataSource:
    return GuardedSource(PopulationRegister(url=url, token=token))


@lru_cache(maxsize=4)
def _platform_at(url: str, client_id: str, client_secret: str) -> NationalPlatform:
    return HttpNationalPlatform(url=url, client_id=client_id, client_secret=client_secret)
