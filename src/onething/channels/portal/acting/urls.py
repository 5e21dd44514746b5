"""Addresses of acting for others."""

from django.urls import path

from onething.channels.portal.acting import views

urlpatterns = [
    path("acting/", views.choose, name="acting"),
    path("authorities/", views.authorities, name="authorities"),
    path("authorities/new/", views.grant, name="authority-new"),
    path("authorities/<uuid:authority>/revoke/", views.revoke, name="authority-revoke"),
    path("authorities/<uuid:authority>/decline/", views.decline, name="authority-decline"),
]
