"""What notify needs from the outside."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from onething.modules.notify.domain.answers import Receipts, SendAnswer
from onething.modules.notify.domain.sending import Sms


class SmsGateway(Protocol):
    """Whoever sends SMS for the house; it answers within seconds and never raises for what the other side does."""

    def send(self, sms: Sms, *, now: datetime) -> SendAnswer:
        """Hand over one message; handing it over again under the same id does no harm."""
        ...

    def receipts(self, ids: Collection[str], *, now: datetime) -> Receipts:
        """Return what is known of these; what is not known yet is not among them."""
        ...

    def check_config(self) -> tuple[str, ...]:
        """Return what is wrong with the configuration, in Chinese; nothing when all is well."""
        ...
