"""Two people press at once, over HTTP: one wins, the other reads who did what and when; nothing is doubled."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import httpx
import pytest

from builders.page_text import read_page
from chaos.conftest import City, Scale

MATERIAL = "mother:issue-consent"
HEAD_START_SECONDS = 0.01
Step = tuple[str, str, dict[str, str]]
Press = Callable[[dict[str, Any]], Step]
Contest = tuple[str, Press, Press]


def accept_at(login: str) -> Press:
    return lambda one: (login, f"/counter/applications/{one['application']}/accept/", {"version": one["version"]})


def grant_at(login: str) -> Press:
    decision = {"act": "confirmed", "opinion": "材料齐全，准予办理。", "result_number": "R-1"}
    return lambda one: (login, f"/desk/cases/{one['case']}/grant/", {**decision, "version": one["case_version"]})


def correct(one: dict[str, Any]) -> Step:
    words = {f"{MATERIAL}-problem": "看不清签名", f"{MATERIAL}-remedy": "请重拍", "defect": MATERIAL}
    notice = {"act": "confirmed", "version": one["version"], **words}
    return "window02", f"/counter/applications/{one['application']}/correct/", notice


def withdraw(one: dict[str, Any]) -> Step:
    return "oidc-mother", f"/applications/{one['application']}/withdraw/", {"version": one["version"]}


def supply(one: dict[str, Any]) -> Step:
    return "oidc-mother", f"/applications/{one['application']}/correction/", {"supply": "1"}


CONTESTS: dict[str, Contest] = {
    "accept accept": ("filed", accept_at("window01"), accept_at("window02")),
    "accept withdraw": ("filed", accept_at("window01"), withdraw),
    "correct accept": ("filed", correct, accept_at("window01")),
    "correct withdraw": ("filed", correct, withdraw),
    "grant grant": ("accepted", grant_at("health01"), grant_at("health02")),
    "grant withdraw": ("accepted", grant_at("health01"), withdraw),
    "withdraw withdraw": ("accepted", withdraw, withdraw),
}
CORRECTIONS: dict[str, Contest] = {
    "supply supply": ("correcting", supply, supply),
    "supply withdraw": ("correcting", supply, withdraw),
}
WHO = {
    "window01": "综合窗口周小窗",
    "window02": "综合窗口吴小窗",
    "health01": "经办人许卫健",
    "health02": "经办人何卫健",
}


@pytest.fixture
def browsers(city: City) -> Iterator[dict[str, httpx.Client]]:
    """One of each person, on a page with a form behind them."""
    found = {}
    for login in ("window01", "window02", "health01", "health02", "oidc-mother"):
        browser = httpx.Client(base_url=city.house.url, cookies={"session": city.sessions[login]}, timeout=30)
        browser.cookies["csrf"] = "c" * 32
        found[login] = browser
    yield found
    for browser in found.values():
        browser.close()


def press_both(browsers: dict[str, httpx.Client], one: Step, other: Step, *, first: int) -> list[httpx.Response]:
    """Both leave the same barrier, one of them a moment earlier."""
    barrier = threading.Barrier(2)
    answers: list[Any] = [None, None]

    def press(place: int, step: Step) -> None:
        login, path, form = step
        barrier.wait(timeout=10)
        if place != first:
            time.sleep(HEAD_START_SECONDS)
        answers[place] = browsers[login].post(path, data={"csrfmiddlewaretoken": "c" * 32, **form})

    threads = [threading.Thread(target=press, args=pair) for pair in enumerate((one, other))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=40)
    return answers


def test_one_wins_and_the_other_reads_who_was_first(
    city: City, scale: Scale, browsers: dict[str, httpx.Client]
) -> None:
    wrong = []
    for name, contest, application, first in contests(city, CONTESTS, scale.rounds):
        steps = [step(application) for step in contest[1:]]
        answers = press_both(browsers, *steps, first=first)
        wrong += [f"{name}: {fault}" for fault in faults_of(steps, answers)]

    assert wrong == []
    assert city.house.ask("judge", answers={})["faults"] == []


def test_a_correction_is_taken_once_and_nobody_waits_for_the_other(
    city: City, scale: Scale, browsers: dict[str, httpx.Client]
) -> None:
    wrong = []
    for name, contest, application, first in contests(city, CORRECTIONS, scale.rounds):
        answers = press_both(browsers, *[step(application) for step in contest[1:]], first=first)
        wrong += [f"{name}: {answer.status_code}" for answer in answers if answer.status_code not in {302, 409}]

    assert wrong == []
    assert city.house.ask("judge", answers={})["faults"] == []


def contests(city: City, table: Mapping[str, Contest], rounds: int) -> Iterator[tuple[str, Contest, Any, int]]:
    """Every contest so many times, each with an application of its own, by turns with either step first."""
    names = [name for name in table for _ in range(rounds)]
    applications = city.house.ask("applications", stages=[table[name][0] for name in names])
    for number, (name, application) in enumerate(zip(names, applications, strict=True)):
        yield name, table[name], application, number % 2


def faults_of(steps: list[Step], answers: list[httpx.Response]) -> Iterator[str]:
    told = [f"{answer.status_code} {read_page(answer.content).words}" for answer in answers]
    won = [place for place in (0, 1) if answers[place].status_code == 302]
    if len(won) != 1 or answers[1 - won[0]].status_code not in {409, 422}:
        yield f"not one winner: {told}"
    elif f"{WHO.get(steps[won[0]][0], '申请人')}已于" not in told[1 - won[0]]:
        yield f"the loser is not told who was first: {told[1 - won[0]]}"
