"""Django's entry into the room."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """REST for other systems."""

    name = "onething.channels.api"
    label = "api"
    verbose_name = "系统接口"
