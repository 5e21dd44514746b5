"""Django configuration of the counter room."""

from django.apps import AppConfig


class CounterConfig(AppConfig):
    """The window clerk's pages."""

    name = "onething.channels.counter"
    label = "counter"
    verbose_name = "综合窗口"
