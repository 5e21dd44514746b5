"""Django's entry into the room."""

from django.apps import AppConfig


class CockpitConfig(AppConfig):
    """No tables: what is seen here stands in the log of handling."""

    name = "onething.channels.cockpit"
    label = "cockpit"
    verbose_name = "督查"
