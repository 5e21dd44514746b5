"""Registers the room, so that its templates and static files are found."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """No tables: only templates, styles and one script."""

    name = "onething.channels.design"
    label = "design"
    verbose_name = "界面"
