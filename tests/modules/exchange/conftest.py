"""The population register as a process on a free port, well-behaved at the start of every test."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

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
