"""Django's entry into the room."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Data sources of other bodies, webhooks and uploads."""

    name = "onething.modules.exchange"
    label = "exchange"
    verbose_name = "数据共享"

    def ready(self) -> None:
        """Register the configuration check."""
        from onething.modules.exchange import checks  # noqa: F401, PLC0415 - registers itself
