"""Addresses under /api/v1/: the token, the description, the door of bodies' own systems, and the operations behind theirs."""

from django.urls import URLPattern, include, path

from onething.channels.api import departments, payments
from onething.channels.api.description import description
from onething.channels.api.door import guarded
from onething.channels.api.service import api, operations_by_route
from onething.channels.api.token import token


def _behind_the_door() -> list[URLPattern]:
    operations = operations_by_route()
    # The framework gives an address with two methods twice, under two names and with one view: once is enough.
    found = {str(pattern.pattern): pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern)}
    return [
        URLPattern(found[route].pattern, guarded(found[route].callback, needs), name=found[route].name)
        for route, needs in operations.items()
    ]


_addresses = [
    path("token", token, name="token"),
    path("openapi.json", description, name="description"),
    path("department-systems/<slug:body>/reports", departments.report, name="department-report"),
    path(
        "department-systems/<slug:body>/cases/<uuid:case>/files/<uuid:file>", departments.file, name="department-file"
    ),
    path("payments/notifications", payments.notification, name="payment-notification"),
    *_behind_the_door(),
]
urlpatterns = [path("api/v1/", include((_addresses, "api")))]
