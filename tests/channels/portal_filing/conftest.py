"""A logged-in mother in front of the demonstration city; the register runs as a process."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.test import Client

from builders.filing import citizen, keep_pdf
from builders.newborn import publish_packs
from onething.modules.exchange.connectors.configured import _source_at
from onething.modules.identity.api import Account
from onething.project.composition import compose
from onething_simulators.launching import running


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
def city(db: None, empty_house: None, stores: object, register: None, now: datetime) -> None:
    compose()
    publish_packs()
    keep_pdf()


def browser_of(key: str, now: datetime) -> Client:
    """A browser logged in as one of the invented people."""
    actor = citizen(key, now)
    browser = Client()
    browser.force_login(Account.objects.get(public_id=actor.account))
    return browser


@pytest.fixture
def mother(city: None, now: datetime) -> Client:
    return browser_of("mother", now)


@pytest.fixture
def stranger(city: None, now: datetime) -> Client:
    return browser_of("stranger", now)
