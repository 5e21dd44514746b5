"""Addresses: health first, then those of each channel that is built, as the channel itself lays them out."""

from django.contrib import admin
from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

from onething.project.health import livez, readyz
from onething.project.metrics import metrics
from onething.project.rooms import channel_apps, module_apps, with_part

urlpatterns: list[URLPattern | URLResolver] = [
    path("livez", livez, name="livez"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("admin/", admin.site.urls),
    *(path("", include(addresses)) for addresses in with_part((*module_apps(), *channel_apps()), "urls")),
]
handler400 = "onething.project.problems.bad_request"
handler403 = "onething.project.problems.forbidden"
handler404 = "onething.project.problems.not_found"
handler500 = "onething.project.problems.server_error"
