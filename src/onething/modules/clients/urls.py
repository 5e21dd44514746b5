"""Addresses of the pages on which system administrators keep the list of systems."""

from django.urls import path

from onething.modules.clients import views

urlpatterns = [
    path("clients/", views.clients, name="clients"),
    path("clients/new/", views.new, name="client-new"),
    path("clients/<uuid:client>/change/", views.change, name="client-change"),
    path("clients/<uuid:client>/revoke/", views.revoke, name="client-revoke"),
]
