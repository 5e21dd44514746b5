"""The address printed in the QR of every paper."""

from django.urls import path

from onething.channels.portal.verify import views

urlpatterns = [path("verify/<str:token>", views.verify_paper, name="verify")]
