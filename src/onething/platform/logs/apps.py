"""Django's entry into the room."""

from django.apps import AppConfig


class LogsConfig(AppConfig):
    """Action log and access log."""

    name = "onething.platform.logs"
    label = "logs"
    verbose_name = "日志"
