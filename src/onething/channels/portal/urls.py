"""Addresses of the portal: home here, then one line for each part."""

from django.urls import include, path

from onething.channels.portal.demonstration import demonstration
from onething.channels.portal.home import home

app_name = "portal"
urlpatterns = [
    path("", home, name="home"),
    path("demonstration/", demonstration, name="demonstration"),
    path("", include("onething.channels.portal.guide.urls")),
    path("", include("onething.channels.portal.acting.urls")),
    path("", include("onething.channels.portal.filing.urls")),
    path("", include("onething.channels.portal.progress.urls")),
    path("", include("onething.channels.portal.mine.urls")),
    path("", include("onething.channels.portal.consultation.urls")),
    path("", include("onething.channels.portal.verify.urls")),
    path("", include("onething.channels.portal.rating.urls")),
]
