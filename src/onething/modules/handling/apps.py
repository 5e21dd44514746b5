"""Django's entry into the room."""

from django.apps import AppConfig


class HandlingConfig(AppConfig):
    """Cases and what officers do with them."""

    name = "onething.modules.handling"
    label = "handling"
    verbose_name = "办理"
