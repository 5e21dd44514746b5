"""What exchange needs from the outside."""

from datetime import datetime
from typing import Protocol

from onething.modules.exchange.domain.queries import Query
from onething.modules.exchange.domain.results import Result


class DataSource(Protocol):
    """A register somewhere else; it answers within seconds and never raises for what the other side does."""

    def query(self, query: Query, *, now: datetime) -> Result:
        """Ask one question."""
        ...

    def check_config(self) -> tuple[str, ...]:
        """Return what is wrong with the configuration, in Chinese; nothing when all is well."""
        ...
