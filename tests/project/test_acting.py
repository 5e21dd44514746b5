"""Acting for others over every address: within the authority like the owner, beyond it and after it like a stranger."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import Client

from builders.asking import ROLES, ROWS, Asker, outcome, values_of, written
from builders.whole_life import City, Life, browser_of, let_act
from onething.modules.identity.api import revoke_authority
from onething.modules.identity.models import Authority
from onething.platform import clock

pytestmark = pytest.mark.once
ABOUT = ("<uuid:draft>", "<uuid:application>", "<uuid:paper>")


def about_things_of_the_owner() -> Iterator[tuple[str, str, str | int, str | int]]:
    """Address, method, and what the owner and the stranger meet there, where the two differ."""
    owner, stranger = ROLES.index("owner"), ROLES.index("stranger")
    for address, rows in ROWS.items():
        if any(word in address for word in ABOUT) and not address.startswith("counter/"):
            for method, cells in rows.items():
                if cells[owner] != cells[stranger]:
                    yield address, method, cells[owner], cells[stranger]


def acting_as_agent(city: City, authority: object) -> Client:
    browser = city.browser("stranger")
    assert browser.post("/acting/", {"for": str(authority)}).status_code == 302
    return browser


def asker_with(city: City, browser: Client) -> Asker:
    asker = Asker(city)
    asker.browsers["stranger"], asker.cookies["stranger"] = browser, browser.cookies
    return asker


def wrong_answers(city: City, life: Life, browser: Client, *, like: int) -> list[str]:
    """Where the browser does not meet what the owner (2) or the stranger (3) does."""
    asker, wrong = asker_with(city, browser), []
    for row in about_things_of_the_owner():
        address, method = row[0], row[1]
        answer, _ = asker.ask("stranger", method, written(address, values_of(address, life)))
        if outcome(answer) != row[like]:
            wrong.append(f"{method} {address}: {outcome(answer)}, not {row[like]}")
    return wrong


def test_an_agent_meets_everywhere_what_the_owner_meets(city: City, life: Life) -> None:
    browser = acting_as_agent(city, life.authority)

    assert wrong_answers(city, life, browser, like=2) == []
    assert len(list(about_things_of_the_owner())) > 20


def test_an_agent_for_something_else_meets_what_a_stranger_meets(city: City, life: Life) -> None:
    browser = acting_as_agent(city, let_act(life.owner, "stranger", clock.now(), ["retirement"]))

    assert wrong_answers(city, life, browser, like=3) == []


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_former_agent_is_told_first_and_then_meets_what_a_stranger_meets(city: City, life: Life, method: str) -> None:
    browser = acting_as_agent(city, life.authority)
    revoke_authority(authority=life.authority, actor=life.owner, now=clock.now())

    first = getattr(browser, method.lower())(f"/applications/{life.application}/")

    assert (first.status_code, first["Location"]) == (302, "/acting/?ended=1")
    assert wrong_answers(city, life, browser, like=3) == []


def test_an_agent_in_a_second_browser_is_out_in_both(city: City, life: Life) -> None:
    browsers = [acting_as_agent(city, life.authority), acting_as_agent(city, life.authority)]
    revoke_authority(authority=life.authority, actor=life.owner, now=clock.now())

    assert [browser.get(f"/applications/{life.application}/")["Location"] for browser in browsers] == [
        "/acting/?ended=1",
        "/acting/?ended=1",
    ]


def test_a_disabled_account_acts_for_nobody(city: City, life: Life) -> None:
    browser = acting_as_agent(city, life.authority)
    account = city.accounts["stranger"]
    type(account).objects.filter(pk=account.pk).update(is_active=False)

    assert outcome(browser.get(f"/applications/{life.application}/")) == "login"


def test_staff_act_for_nobody_whatever_their_session_says(city: City, life: Life) -> None:
    browser = browser_of(city.accounts["supervisor"])
    session = browser.session
    session["acting"] = str(life.authority)
    session.save()

    assert browser.get(f"/applications/{life.application}/").status_code == 403
    assert browser.get("/login/").wsgi_request.actor.acting_for is None


def test_an_authority_that_begins_later_lets_nobody_act_yet(city: City, life: Life) -> None:
    today: date = clock.legal_day(clock.now())
    Authority.objects.filter(public_id=life.authority).update(from_day=today + timedelta(days=1))
    browser = city.browser("stranger")

    assert browser.post("/acting/", {"for": str(life.authority)}).status_code == 422
    assert browser.get(f"/applications/{life.application}/").status_code == 404
