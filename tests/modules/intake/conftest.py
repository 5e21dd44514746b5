"""The city with its packs and its population register as a process, and people who file."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from builders.filing import citizen, keep_pdf
from builders.newborn import publish_packs
from onething.modules.exchange.connectors.configured import _source_at
from onething.platform.permissions import Actor
from onething_simulators.faults import Fault
from onething_simulators.launching import order_fault, running


@pytest.fixture(scope="session")
def register_process() -> Iterator[str]:
    with running("population_register", "--token", "t0ken", "--today", "2026-11-20") as url:
        yield url


@pytest.fixture
def now() -> datetime:
    """This instant: answers are refused when they come from the future of the one who asks."""
    return datetime.now(UTC)  # noqa: TID251 - the register is another process with the machine's clock


@pytest.fixture
def register(register_process: str, settings: object) -> Iterator[str]:
    order_fault(register_process, Fault.NONE)
    settings.POPULATION_URL, settings.POPULATION_TOKEN = register_process, "t0ken"
    yield register_process
    _source_at.cache_clear()


@pytest.fixture
def city(db: None, empty_house: None, stores: object, register: str, now: datetime) -> None:
    publish_packs()
    keep_pdf()


@pytest.fixture
def mother(city: None, now: datetime) -> Actor:
    return citizen("mother", now)


@pytest.fixture
def stranger(city: None, now: datetime) -> Actor:
    return citizen("stranger", now)
