"""The address printed in the QR of every rating slip."""

from django.urls import path

from onething.channels.portal.rating import views

urlpatterns = [path("rate/<str:token>", views.rate_service, name="rate")]
