"""Which source this deployment asks, from its settings; one guarded source per address in this process."""

from functools import lru_cache

from django.conf import settings

from onething.modules.exchange.connectors.guarded import GuardedSource
from onething.modules.exchange.connectors.population_register import PopulationRegister
from onething.modules.exchange.ports import DataSource


def find_source() -> DataSource | None:
    """Return the configured source; None when no address is set (ONETHING_POPULATION_URL)."""
    url, token = settings.POPULATION_URL, settings.POPULATION_TOKEN
    return _source_at(url, token) if url else None


@lru_cache(maxsize=4)
def _source_at(url: str, token: str) -> DataSource:
    return GuardedSource(PopulationRegister(url=url, token=token))
