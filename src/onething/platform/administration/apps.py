"""Django's entry into the room."""

from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    """Templates and styles, found before those of Django's admin."""

    name = "onething.platform.administration"
    label = "administration"
    verbose_name = "后台"
