"""Django's entry into the room."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """No tables."""

    name = "onething.channels.portal"
    label = "portal"
    verbose_name = "办事大厅（网上）"
