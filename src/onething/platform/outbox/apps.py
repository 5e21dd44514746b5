"""Django's entry into the room."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """The record of work outside transactions."""

    name = "onething.platform.outbox"
    label = "outbox"
    verbose_name = "待发事项"
