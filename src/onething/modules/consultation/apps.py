"""Django's entry into the room."""

from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    """Questions about bundles, and their answers."""

    name = "onething.modules.consultation"
    label = "consultation"
    verbose_name = "咨询"
