"""The base of what a room registers: a list that only shows, and pages of its own."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.cache import never_cache

from onething.platform.permissions import Action, ObjectKind, Scope, actor_of, requires, scope_of

View = Callable[..., HttpResponseBase]


def may(request: HttpRequest, action: Action) -> bool:
    """Whether the actor's role has the action on any kind of object."""
    role = actor_of(request).role
    return any(scope_of(role, action, kind) is not Scope.NONE for kind in ObjectKind)


def guarded(action: Action, view: View) -> View:
    """A view of the administration under this action of the permission table; never kept by a cache."""

    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    return requires(action)(never_cache(checked))


class HouseAdmin(ModelAdmin):  # type: ignore[type-arg] # Django's class takes no argument at run time
    """A list of rows that nobody adds, changes or deletes here; `reading` is the action that shows it."""

    reading: ClassVar[Action]
    actions = None
    list_display_links = None
    show_full_result_count = False
    list_per_page = 50

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002 - Django's signature
        """The permission table decides."""
        return may(request, self.reading)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether the room stands on the index."""
        return may(request, self.reading)

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002 - Django's signature
        """Never by Django's form."""
        return False

    has_change_permission = has_delete_permission = has_add_permission

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, headed by what it lists: nothing is chosen here to be changed."""
        return super().changelist_view(request, {"title": str(self.opts.verbose_name_plural), **(extra_context or {})})

    def get_urls(self) -> list[Any]:
        """The list, and the pages of the room."""
        info = f"{self.opts.app_label}_{self.opts.model_name}"
        return [path("", guarded(self.reading, self.changelist_view), name=f"{info}_changelist"), *self.pages()]

    def pages(self) -> list[Any]:
        """What the room adds; each address guarded."""
        return []

    def page(
        self, request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200
    ) -> TemplateResponse:
        """A page in the frame of the administration."""
        shared = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, template, shared, status=status)
