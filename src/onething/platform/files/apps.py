"""Django's entry into the room."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Stored files."""

    name = "onething.platform.files"
    label = "files"
    verbose_name = "文件"
