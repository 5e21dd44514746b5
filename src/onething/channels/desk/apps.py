"""Django configuration of the desk room."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The officers' pages."""

    name = "onething.channels.desk"
    label = "desk"
    verbose_name = "部门审批"
