"""Django's entry into the room."""

from django.apps import AppConfig


class HandbookConfig(AppConfig):
    """No tables: every page is a view of the published bundle."""

    name = "onething.channels.handbook"
    label = "handbook"
    verbose_name = "规程与手册"
