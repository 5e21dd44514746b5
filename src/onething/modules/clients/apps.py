"""Django's entry into the room."""

from django.apps import AppConfig


class ClientsConfig(AppConfig):
    """Systems that come through the REST door."""

    name = "onething.modules.clients"
    label = "clients"
    verbose_name = "接入系统"
