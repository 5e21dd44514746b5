"""Addresses of one's own space."""

from django.urls import path
from django.views.generic import RedirectView

from onething.channels.portal.mine import messages, views
from onething.platform.permissions import public

APPLICATIONS = RedirectView.as_view(pattern_name="portal:mine", query_string=True, http_method_names=["get", "head"])

urlpatterns = [
    path("mine/", views.mine, name="mine"),
    path("applications/", public(APPLICATIONS)),  # where it was: kept for bookmarks
    path("mine/materials/", views.materials, name="mine-materials"),
    path("mine/messages/", messages.messages, name="mine-messages"),
    path("mine/looks/", views.looks, name="mine-looks"),
]
