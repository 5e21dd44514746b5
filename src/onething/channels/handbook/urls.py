"""Addresses of the handbook."""

from django.urls import path

from onething.channels.handbook import papers, views

app_name = "handbook"
urlpatterns = [
    path("handbook/", views.shelf, name="shelf"),
    path("handbook/<slug:code>/", views.procedure, name="procedure"),
    path("handbook/<slug:code>/window/", views.window, name="window"),
    path("handbook/<slug:code>/review/", views.review, name="review"),
    path("handbook/<slug:code>/flow/", views.flow, name="flow"),
    path("handbook/<slug:code>/procedure.pdf", papers.procedure, name="procedure-pdf"),
    path("handbook/<slug:code>/window.pdf", papers.window, name="window-pdf"),
    path("handbook/<slug:code>/review.pdf", papers.review, name="review-pdf"),
    path("handbook/<slug:code>/flow.bpmn", papers.flow, name="flow-bpmn"),
]
