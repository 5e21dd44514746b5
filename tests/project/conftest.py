"""A house whose addresses fail in every way, and a whole city with one application in every stage of its life."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from builders.whole_life import City, Life, living_city, quiet_city
from onething.modules.exchange.connectors.configured import _source_at
from onething.platform.database import Conflict, new_public_id
from onething.project import urls
from onething.project.composition import compose
from onething_simulators.launching import running


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


@pytest.fixture(scope="session")
def register_process() -> Iterator[str]:
    with running("population_register", "--token", "t0ken") as url:
        yield url


@pytest.fixture
def now() -> datetime:
    """This instant: answers are refused when they come from the future of the one who asks."""
    return datetime.now(UTC)  # noqa: TID251 - the register is another process with the machine's clock


@pytest.fixture
def register(register_process: str, settings: object) -> Iterator[None]:
    settings.POPULATION_URL, settings.POPULATION_TOKEN = register_process, "t0ken"
    yield
    _source_at.cache_clear()


@pytest.fixture
def house(db: None, empty_house: None, stores: object, register: None) -> None:
    """The house as composed, with stores of its own and the register as a process."""
    compose()


@pytest.fixture
def scene(request: pytest.FixtureRequest, house: None, now: datetime) -> tuple[City, Life | None]:
    """A test marked `anew` sees its people live; others find them as an earlier test left them."""
    if "life" not in request.fixturenames:
        return quiet_city(now), None
    return living_city.anew(now) if request.node.get_closest_marker("anew") else living_city(now)


@pytest.fixture
def city(scene: tuple[City, Life | None]) -> City:
    """The demonstration city's packs and one account for each role."""
    return scene[0]


@pytest.fixture
def life(scene: tuple[City, Life]) -> Life:
    """One real application with everything that hangs on it."""
    return scene[1]
