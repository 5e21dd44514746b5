"""Addresses of consultation."""

from django.urls import path

from onething.channels.portal.consultation import views

urlpatterns = [
    path("things/<slug:code>/ask/", views.ask_about, name="ask"),
    path("mine/consultations/", views.consultations, name="consultations"),
    path("mine/consultations/<uuid:consultation>/", views.one, name="consultation"),
]
