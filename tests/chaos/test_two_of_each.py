"""Two web servers and two workers on one PostgreSQL, as on two machines; one of each dies in the middle."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from chaos.clients import load
from chaos.cluster import Cluster
from chaos.conftest import City, Scale
from chaos.parts import House
from chaos.ports import free_port
from chaos.test_kills_under_load import drafts_by_session, single

DRAFTS = 90
WORK_SECONDS = 2.0


@pytest.fixture
def neighbour(city: City, cluster: Cluster | None) -> Iterator[House]:
    """A second machine with the same database, keys and files."""
    if cluster is None:
        pytest.skip("the embedded database serves one machine")
    with tempfile.TemporaryDirectory(prefix="chaos-neighbour-") as logs:
        house = House(Path(logs), free_port(), city.house.environment)
        house.start("web")
        house.start("worker")
        house.wait_until_ready()
        try:
            yield house
        finally:
            house.close()


def test_what_one_machine_began_the_other_goes_on_with(city: City, neighbour: House, scale: Scale) -> None:
    drafts = drafts_by_session(city, DRAFTS)
    here = {session: mine[::2] for session, mine in drafts.items()}
    there = {session: mine[1::2] for session, mine in drafts.items()}

    with (
        load(city.house.url, here, browsers=1, pause=scale.pause) as mine,
        load(neighbour.url, there, browsers=1, pause=scale.pause) as theirs,
    ):
        time.sleep(WORK_SECONDS)
        city.house.kill("worker")
        while not neighbour.kill_web_child():
            time.sleep(0.2)
        time.sleep(WORK_SECONDS)
    neighbour.stop("worker")
    verdict = city.house.ask("judge", answers=single(mine.answers) | single(theirs.answers))
    city.house.start("worker")

    assert mine.strange + theirs.strange == []
    assert mine.answers
    assert theirs.answers
    assert verdict["faults"] == []
