"""The population register as a process on a free port, well-behaved at the start of every test; receivers of webhooks."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from builders.receiver import Receiver, receiving
from builders.systems import two_bodies
from builders.webhooks import MONDAY_NOON
from onething.platform.events import isolated_registry
from onething.platform.outbox.api import isolated_consumers
from onething.project.composition import compose
from onething_simulators.faults import Fault
from onething_simulators.launching import order_fault, running


@pytest.fixture(scope="session")
def register_process() -> Iterator[str]:
    with running("population_register", "--token", "t0ken", "--today", "2026-11-20") as url:
        yield url


@pytest.fixture
def register_url(register_process: str) -> str:
    order_fault(register_process, Fault.NONE)
    return register_process


@pytest.fixture
def now() -> datetime:
    """This instant: answers are refused when they come from the future of the one who asks."""
    return datetime.now(UTC)  # noqa: TID251 - the register is another process with the machine's clock


@pytest.fixture
def house(db: None, settings: object) -> Iterator[None]:
    """Two bodies, a demonstration, and the house's own consumers and reactions."""
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    two_bodies(MONDAY_NOON)
    with isolated_consumers(), isolated_registry():
        compose()
        yield


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as one:
        yield one
