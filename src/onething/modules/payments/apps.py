"""Django's entry into the room."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """Fees and orders."""

    name = "onething.modules.payments"
    label = "payments"
    verbose_name = "缴费"

    def ready(self) -> None:
        """Register the configuration check."""
        from onething.modules.payments import checks  # noqa: F401, PLC0415 - registers itself
