"""Django's entry into the room."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Tasks of the bodies that supervise what others grant."""

    name = "onething.modules.supervision"
    label = "supervision"
    verbose_name = "审管衔接"
