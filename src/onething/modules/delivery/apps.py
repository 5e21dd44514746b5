"""Django's entry into the room."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """Hand-overs and their pick-up codes."""

    name = "onething.modules.delivery"
    label = "delivery"
    verbose_name = "出件"
