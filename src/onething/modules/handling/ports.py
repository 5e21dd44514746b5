"""What handling needs from the outside."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from onething.modules.handling.domain.letters import Answer


class DepartmentSystem(Protocol):
    """The system of one body; it answers within seconds and never raises for what the other side does."""

    def push(self, letter: Mapping[str, Any], *, now: datetime) -> Answer:
        """Send one letter; sending it again under the same delivery does no harm."""
        ...

    def check_config(self) -> tuple[str, ...]:
        """Return what is wrong with the configuration, in Chinese; nothing when all is well."""
        ...
