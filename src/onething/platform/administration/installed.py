"""Django's admin, installed with our site as its own."""

from django.contrib.admin.apps import AdminConfig


class SiteConfig(AdminConfig):
    """What stands in INSTALLED_APPS in the place of `django.contrib.admin`."""

    default_site = "onething.platform.administration.site.HouseSite"
