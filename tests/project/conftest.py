"""A house whose addresses fail in every way."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from onething.platform.database import Conflict, new_public_id
from onething.project import urls


def echo(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.GET.dict()} {request.POST.dict()}")


def broken(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError("secret detail")


def outage(_request: HttpRequest) -> HttpResponse:
    raise OperationalError("connection to server at 10.0.0.7 failed")


def conflict(_request: HttpRequest) -> HttpResponse:
    raise Conflict(kind="case", public_id=new_public_id())


def denied(_request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("only english")


class FaultyAddresses:
    """The house's own addresses and error pages, and some that fail."""

    urlpatterns = [
        path("echo/", echo),
        path("api/v1/echo/", echo),
        path("broken/", broken),
        path("outage/", outage),
        path("conflict/", conflict),
        path("denied/", denied),
        *urls.urlpatterns,
    ]
    handler400 = urls.handler400
    handler403 = urls.handler403
    handler404 = urls.handler404
    handler500 = urls.handler500


@pytest.fixture
def faulty_house(settings: object) -> None:
    settings.ROOT_URLCONF = FaultyAddresses


@pytest.fixture
def client() -> Client:
    """A browser that sees what people see: pages, never exceptions."""
    return Client(raise_request_exception=False)
