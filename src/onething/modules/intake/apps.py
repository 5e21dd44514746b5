"""Django's entry into the room."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Drafts and applications."""

    name = "onething.modules.intake"
    label = "intake"
    verbose_name = "申请"
