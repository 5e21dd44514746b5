"""Addresses of the guide."""

from django.urls import path

from onething.channels.portal.guide import views

urlpatterns = [
    path("things.jsonld", views.catalogue_as_jsonld, name="catalogue-jsonld"),
    path("things/<slug:code>/", views.start, name="start"),
    path("things/<slug:code>/questions/", views.questions, name="questions"),
    path("things/<slug:code>/guide/", views.guide, name="guide"),
    path("things/<slug:code>/flow/", views.flow, name="flow"),
    path("things/<slug:code>/promises/", views.promises, name="promises"),
    path("things/<slug:code>/guide.pdf", views.guide_as_pdf, name="guide-pdf"),
    path("things/<slug:code>/guide.json", views.guide_as_json, name="guide-json"),
]
