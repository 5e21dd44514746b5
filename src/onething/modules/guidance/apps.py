"""Django's entry into the room."""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    """No tables: everything is compiled from the catalogue."""

    name = "onething.modules.guidance"
    label = "guidance"
    verbose_name = "办事指引"

    def ready(self) -> None:
        """Register the check of what the printed guide needs."""
        from onething.platform.typesetting import check_fonts  # noqa: F401, PLC0415 - registers itself
