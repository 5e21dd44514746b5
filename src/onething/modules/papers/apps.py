"""Django's entry into the room."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Numbered official papers."""

    name = "onething.modules.papers"
    label = "papers"
    verbose_name = "文书"

    def ready(self) -> None:
        """Register every kind of paper, and the check of what papers need in order to be printed."""
        from onething.modules.papers.domain import kinds  # noqa: F401, PLC0415 - each kind registers itself
        from onething.platform.typesetting import checks  # noqa: F401, PLC0415 - registers itself
