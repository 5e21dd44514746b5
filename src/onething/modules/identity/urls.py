"""Addresses of login. Of allauth's own addresses only those of the national provider exist, under names it knows."""

from django.urls import path

from onething.modules.identity import views

urlpatterns = [
    path("login/", views.log_in, name="account_login"),
    path("login/staff/", views.log_in_staff, name="staff-login"),
    path("login/posts/", views.choose_post, name="choose-post"),
    path("login/sessions/", views.sessions, name="sessions"),
    path("logout/", views.log_out, name="account_logout"),
    path("accounts/oidc/national/login/", views.start_citizen, name="citizen-login"),
    path("accounts/oidc/national/login/callback/", views.finish_citizen, name="citizen-callback"),
]
