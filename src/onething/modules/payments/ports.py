"""What payments need from the outside."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from onething.modules.payments.domain.attempts import Findings, Opening, Purchase


class PaymentGateway(Protocol):
    """Whoever collects money for the house; it answers within seconds and never raises for what the other side does."""

    def open(self, purchase: Purchase, *, now: datetime) -> Opening:
        """Ask to collect; asking again under the same id gives the same page."""
        ...

    def find(self, ids: Collection[str], *, now: datetime) -> Findings:
        """Return what became of these; what still waits is not among them."""
        ...

    def check_config(self) -> tuple[str, ...]:
        """Return what is wrong with the configuration, in Chinese; nothing when all is well."""
        ...
