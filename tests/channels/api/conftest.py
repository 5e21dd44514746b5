"""The demonstration city with its packs and register, and systems of two bodies at its door."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from builders.filing import keep_pdf
from builders.newborn import publish_packs
from builders.systems import System, new_client, system
from onething.modules.exchange.connectors.configured import _source_at
from onething.project.composition import compose
from onething_simulators.launching import running


@pytest.fixture(scope="session")
def register_process() -> Iterator[str]:
    with running("population_register", "--token", "t0ken") as url:
        yield url


@pytest.fixture
def now() -> datetime:
    """This instant: tokens and registers go by the machine's clock."""
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


@pytest.fixture
def health(city: None, now: datetime) -> System:
    """A system of the health body that may do everything."""
    return system(new_client(now=now))


@pytest.fixture
def police(city: None, now: datetime) -> System:
    """A system of another body that may do everything."""
    return system(new_client(name="警务系统", body="police", now=now))
