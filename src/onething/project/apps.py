"""Django's entry into the project: composition happens once, when every room is loaded."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """The top floor."""

    name = "onething.project"
    label = "project"

    def ready(self) -> None:
        """Register who hears what."""
        from onething.project.composition import compose  # noqa: PLC0415 - needs loaded models

        compose()
