"""A house of the test's own: on the embedded database, or on a PostgreSQL cluster that may be crashed."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from chaos.cluster import BINARIES, Cluster, make_cluster
from chaos.parts import House
from chaos.ports import free_port
from onething_simulators.launching import running

REGISTER = ("population_register", "--token", "chaos")
POSTGRESQL = ("postgres://", "postgresql://")


@dataclass(frozen=True)
class Scale:
    """How long and how often: short in every run of the tests, long when CHAOS=long."""

    load_seconds: float
    crashes: int
    rounds: int


@pytest.fixture(scope="session")
def scale() -> Scale:
    return Scale(150, 3, 20) if os.environ.get("CHAOS") == "long" else Scale(10, 1, 3)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster | None]:
    """None on the embedded database."""
    if not os.environ.get("DATABASE_URL", "").startswith(POSTGRESQL):
        yield None
        return
    if not BINARIES:
        pytest.skip("crashing PostgreSQL needs its programs: install Debian's package postgresql")
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        Path(folder).chmod(0o755)
        made = make_cluster(Path(folder))
        try:
            yield made
        finally:
            made.crash()


@dataclass(frozen=True)
class City:
    """A house at work, with the session of everybody who has a login."""

    house: House
    sessions: dict[str, str]


@pytest.fixture(scope="session")
def city(cluster: Cluster | None) -> Iterator[City]:
    with tempfile.TemporaryDirectory(prefix="chaos-house-") as data, running(*REGISTER) as register:
        house = House(Path(data), free_port(), environment_of(data, cluster, register))
        sessions = house.ask("furnish")
        house.start("web")
        house.start("worker")
        try:
            house.wait_until_ready()
            yield City(house, sessions)
        finally:
            for name in tuple(house.parts):
                house.stop(name)


def environment_of(data: str, cluster: Cluster | None, register: str) -> dict[str, str]:
    """Nothing of an existing house leads into this one."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ONETHING_")}
    kept.pop("DATABASE_URL", None)
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    own = {
        "ONETHING_DATA": data,
        "ONETHING_DEMO": "1",
        "ONETHING_SECRET_KEY": secrets.token_urlsafe(48),
        "ONETHING_MASTER_KEY": secrets.token_hex(32),
        "ONETHING_POPULATION_URL": register,
        "ONETHING_POPULATION_TOKEN": "chaos",
    }
    return kept | own | ({"DATABASE_URL": cluster.url} if cluster else {})
