"""Django's entry into the room."""

from django.apps import AppConfig


class HandlingConfig(AppConfig):
    """Cases and what officers do with them."""

    name = "onething.modules.handling"
    label = "handling"
    verbose_name = "办理"

    def ready(self) -> None:
        """Register the configuration check."""
        from onething.modules.handling import checks  # noqa: F401, PLC0415 - registers itself
