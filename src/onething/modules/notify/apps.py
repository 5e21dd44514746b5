"""Django's entry into the room."""

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    """Messages to people."""

    name = "onething.modules.notify"
    label = "notify"
    verbose_name = "消息"

    def ready(self) -> None:
        """Register the configuration check."""
        from onething.modules.notify import checks  # noqa: F401, PLC0415 - registers itself
