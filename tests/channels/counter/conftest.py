"""A window of the demonstration city with its clerk, a neighbouring window, and the population register as a process."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from builders.filing import keep_pdf
from builders.newborn import publish_packs
from onething.modules.exchange.connectors.configured import _source_at
from onething.modules.identity.api import Account, actor_for, create_staff, give_post
from onething.modules.organisation.models import Site
from onething.platform.permissions import Actor, Role
from onething.project.composition import compose
from onething_simulators.faults import Fault
from onething_simulators.launching import order_fault, running

PASSWORD = "correct horse battery staple"


@pytest.fixture(scope="session")
def register_process() -> Iterator[str]:
    with running("population_register", "--token", "t0ken", "--today", "2026-11-20") as url:
        yield url


@pytest.fixture
def now() -> datetime:
    """This instant: answers are refused when they come from the future of the one who asks."""
    return datetime.now(UTC)  # noqa: TID251 - the register is another process with the machine's clock


@pytest.fixture
def register(register_process: str, settings: Any) -> Iterator[str]:
    order_fault(register_process, Fault.NONE)
    settings.POPULATION_URL, settings.POPULATION_TOKEN = register_process, "t0ken"
    yield register_process
    _source_at.cache_clear()


@pytest.fixture
def city(db: None, empty_house: None, stores: object, register: str, now: datetime) -> None:
    """Packs, bodies and reactions as in the house."""
    publish_packs()
    keep_pdf()
    compose()


def _clerk(login: str, site: str) -> Account:
    account = create_staff(login=login, password=PASSWORD, display_name="韩若水")
    give_post(
        account=account,
        role=Role.WINDOW_CLERK,
        title="综合窗口",
        region_code="990100",
        site_code=site,
        window_number="01",
        from_day=date(2026, 1, 1),
    )
    return account


def _logged_in(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend="onething.modules.identity.backends.AccountBackend")
    return client


@pytest.fixture
def clerk_account(city: None) -> Account:
    return _clerk("clerk", "city-centre")


@pytest.fixture
def clerk(clerk_account: Account, now: datetime) -> Actor:
    return actor_for(clerk_account, channel="counter", post="", now=now)


@pytest.fixture
def window(clerk_account: Account) -> Client:
    """The clerk's browser."""
    return _logged_in(clerk_account)


@pytest.fixture
def next_door(city: None) -> Client:
    """The browser of a clerk of another site."""
    centre = Site.objects.get(code="city-centre")
    Site.objects.create(
        code="elsewhere", name="青禾区便民服务中心", kind=centre.kind, path="elsewhere/", region_path=centre.region_path,
        address="青禾区", hours="工作日", phone="0990-1", updated_at=centre.updated_at,
    )  # fmt: skip
    return _logged_in(_clerk("other", "elsewhere"))
