"""Addresses of the component gallery; they answer in demonstration mode alone."""

from django.urls import path

from onething.channels.design.views import gallery

app_name = "design"
urlpatterns = [
    path("design/", gallery, name="gallery"),
    path("design/<slug:page>/", gallery, name="gallery-page"),
]
