"""Addresses of one's own space."""

from django.urls import path

from onething.channels.portal.mine import views

urlpatterns = [
    path("mine/", views.mine, name="mine"),
    path("mine/materials/", views.materials, name="mine-materials"),
    path("mine/looks/", views.looks, name="mine-looks"),
]
