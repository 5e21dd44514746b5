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
    """How long, how hard and how often: short in every run of the tests, long when CHAOS=long."""

    load_seconds: float
    browsers: int
    crashes: int
    rounds: int
    pause: float


@pytest.fixture(scope="session")
def scale() -> Scale:
    long = os.environ.get("CHAOS") == "long"
    return Scale(150, 2, 3, 20, 0) if long else Scale(8, 1, 1, 2, 0.2)


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
        try:
            sessions = house.ask("furnish")
            house.start("web")
            house.start("worker")
            house.wait_until_ready()
            yield City(house, sessions)
        finally:
            house.close()


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
        "ONETHING_DEPARTMENT_SYSTEMS": "",
        "ONETHING_PAYMENT_URL": "",
        "ONETHING_SMS_URL": "",
        "ONETHING_UPLOAD_URL": "",
    }
    return kept | own | ({"DATABASE_URL": cluster.url} if cluster else {})
