"""Django's entry into the room."""

from django.apps import AppConfig


class PledgeConfig(AppConfig):
    """Promises and their fulfilment."""

    name = "onething.modules.pledge"
    label = "pledge"
    verbose_name = "容缺和告知承诺"
