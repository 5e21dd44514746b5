"""Addresses of one's own space."""

from django.urls import path

from onething.channels.portal.mine import messages, views

urlpatterns = [
    path("mine/", views.mine, name="mine"),
    path("mine/materials/", views.materials, name="mine-materials"),
    path("mine/messages/", messages.messages, name="mine-messages"),
    path("mine/looks/", views.looks, name="mine-looks"),
]
