"""Django's entry into the room."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Published packs: items, bundles, materials, elements, calendars and local parameters."""

    name = "onething.modules.catalogue"
    label = "catalogue"
    verbose_name = "事项目录"
