"""Addresses of papers, the same for everybody who may open them."""

from django.urls import path

from onething.modules.papers import views

app_name = "papers"
urlpatterns = [
    path("papers/<uuid:paper>.pdf", views.show_pdf, name="pdf"),
    path("papers/<uuid:paper>/reprint", views.reprint_pdf, name="reprint"),
]
