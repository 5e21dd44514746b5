"""A crowd before the house: people in the middle of something are served, newcomers wait on a light page, nobody is lost."""

from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Semaphore
from typing import Any

import pytest

from onething.project import waiting_room
from onething.project.waiting_room import RETRY_SECONDS, WaitingRoom

PLACES = 2


class House:
    """Works on a request until told to finish, and counts who is inside."""

    def __init__(self) -> None:
        self.open = Event()
        self.entered = Semaphore(0)
        self.inside = self.most = 0

    def __call__(self, _environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.inside += 1
        self.most = max(self.most, self.inside)
        self.entered.release()
        self.open.wait(10)
        self.inside -= 1
        start_response("200 OK", [])
        return [b"served"]


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def room(house: House, monkeypatch: pytest.MonkeyPatch) -> WaitingRoom:
    monkeypatch.setattr(waiting_room, "BRIEF_SECONDS", 0.05)
    return WaitingRoom(house, places=PLACES, cookie="session")


def ask(room: WaitingRoom, **environ: str) -> tuple[str, dict[str, str], bytes]:
    told: list[Any] = []
    body = b"".join(room({"PATH_INFO": "/", **environ}, lambda status, headers: told.append((status, dict(headers)))))
    return told[0][0][:3], told[0][1], body


def fill(room: WaitingRoom, house: House, pool: ThreadPoolExecutor) -> list[Any]:
    """Every place taken."""
    taken = [pool.submit(ask, room) for _ in range(PLACES)]
    for _ in taken:
        house.entered.acquire(timeout=5)
    return taken


def test_a_newcomer_in_a_crowd_gets_a_light_page_that_comes_back(room: WaitingRoom, house: House) -> None:
    with ThreadPoolExecutor() as pool:
        taken = fill(room, house, pool)
        status, headers, body = ask(room)
        house.open.set()

    assert status == "503"
    assert headers["Retry-After"] == str(RETRY_SECONDS)
    assert f'content="{RETRY_SECONDS}"'.encode() in body
    assert len(body) < 2000
    assert [one.result()[0] for one in taken] == ["200", "200"]


@pytest.mark.parametrize("known", [{"HTTP_COOKIE": "a=b; session=x"}, {"REQUEST_METHOD": "POST"}])
def test_who_is_in_the_middle_of_something_waits_and_is_served(
    room: WaitingRoom, house: House, known: dict[str, str]
) -> None:
    with ThreadPoolExecutor() as pool:
        fill(room, house, pool)
        waiting = pool.submit(ask, room, **known)
        assert not waiting.done()
        house.open.set()

    assert waiting.result()[0] == "200"


def test_health_is_told_in_any_crowd(room: WaitingRoom, house: House) -> None:
    with ThreadPoolExecutor() as pool:
        fill(room, house, pool)
        told = pool.submit(ask, room, PATH_INFO="/livez")
        house.entered.acquire(timeout=5)
        house.open.set()

    assert told.result()[0] == "200"


def test_never_more_inside_than_places_and_every_place_comes_back(room: WaitingRoom, house: House) -> None:
    house.open.set()
    with ThreadPoolExecutor(max_workers=32) as pool:
        answers = [pool.submit(ask, room, HTTP_COOKIE="session=x") for _ in range(400)]

    assert Counter(answer.result()[0] for answer in answers) == {"200": 400}
    assert house.most <= PLACES
    assert [ask(room)[0] for _ in range(PLACES + 1)] == ["200"] * (PLACES + 1)


def test_a_house_that_fails_gives_its_place_back() -> None:
    def failing(_environ: dict[str, Any], _start: Any) -> Iterable[bytes]:
        raise RuntimeError

    room = WaitingRoom(failing, places=1, cookie="session")
    for _ in range(3):
        with pytest.raises(RuntimeError):
            ask(room)


def test_a_broken_cookie_is_no_login(room: WaitingRoom, house: House) -> None:
    with ThreadPoolExecutor() as pool:
        fill(room, house, pool)
        status, _, _ = ask(room, HTTP_COOKIE='session"[]=,;')
        house.open.set()

    assert status == "503"
