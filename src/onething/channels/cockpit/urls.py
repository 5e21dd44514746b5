"""Addresses of the cockpit."""

from django.urls import path

from onething.channels.cockpit import views

app_name = "cockpit"
urlpatterns = [
    path("cockpit/", views.concerns, name="concerns"),
    path("cockpit/cases/<uuid:case>/", views.case, name="case"),
]
