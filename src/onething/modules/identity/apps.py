"""Django's entry into the room."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Accounts and people."""

    name = "onething.modules.identity"
    label = "identity"
    verbose_name = "身份"
