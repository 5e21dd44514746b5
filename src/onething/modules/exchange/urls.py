"""Addresses of the page on which system administrators see what a system is told of."""

from django.urls import path

from onething.modules.exchange import views

urlpatterns = [path("clients/<uuid:client>/webhooks/", views.webhooks, name="client-webhooks")]
