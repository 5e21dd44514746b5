"""Django's entry into the room."""

from django.apps import AppConfig


class NumberingConfig(AppConfig):
    """Gap-free and counted series."""

    name = "onething.platform.numbering"
    label = "numbering"
    verbose_name = "编号"
