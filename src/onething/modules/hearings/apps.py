"""Django's entry into the room."""

from django.apps import AppConfig


class HearingsConfig(AppConfig):
    """The right to a hearing, its day and its record."""

    name = "onething.modules.hearings"
    label = "hearings"
    verbose_name = "听证"
