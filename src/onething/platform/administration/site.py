"""The one site: its addresses are the index and what rooms add; log-in, passwords and logs are those of the house."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import include, path

from onething.platform.administration.pages import HouseAdmin, guarded, may
from onething.platform.permissions import Action


class HouseSite(admin.AdminSite):
    """For those whom the permission table lets in."""

    site_header = "一件事 · 后台"
    site_title = "后台"
    index_title = "事项目录与人员"
    site_url = None
    enable_nav_sidebar = False
    index_template = "administration/index.html"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only what stands on our base: other applications bring forms that would write past the services."""
        if isinstance(admin_class, type) and issubclass(admin_class, HouseAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Asked by the frame of every page."""
        return may(request, Action.ADMIN_ENTER)

    def get_urls(self) -> list[Any]:
        """The index, what the registered rooms add, and one list of lists a room."""
        rooms = [
            path(f"{model._meta.app_label}/{model._meta.model_name}/", include(registered.get_urls()))
            for model, registered in self._registry.items()
        ]
        return [
            path("", guarded(Action.ADMIN_ENTER, self.index), name="index"),
            *rooms,
            path("<slug:app_label>/", guarded(Action.ADMIN_ENTER, self.app_index), name="app_list"),
        ]
