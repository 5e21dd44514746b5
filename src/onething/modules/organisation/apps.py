"""Django's entry into the room."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Regions, bodies, sites and windows."""

    name = "onething.modules.organisation"
    label = "organisation"
    verbose_name = "机构与场所"
