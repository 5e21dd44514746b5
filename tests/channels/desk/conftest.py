"""Officers of two bodies of the demonstration city, logged in, and accepted applications before them."""

from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID

import pytest
from django.test import Client

from builders.cases import MONDAY, accepted_newborn, case_at, compose_handling
from builders.filing import citizen
from builders.newborn import publish_packs
from onething.modules.handling.api import Case
from onething.modules.identity.api import create_staff, give_post
from onething.platform.clock import moved
from onething.platform.permissions import Actor, Role

PASSWORD = "correct horse battery staple"
LogIn = Callable[..., Client]


@pytest.fixture
def city(db: None, empty_house: None, stores: object) -> Iterator[None]:
    publish_packs()
    compose_handling()
    with moved(MONDAY):
        yield


@pytest.fixture
def log_in(city: None) -> LogIn:
    """A browser in which an officer of this body is logged in."""

    def at(body: str, *, role: Role = Role.APPROVER, site: str = "", login: str = "") -> Client:
        account = create_staff(
            login=login or f"{role}-{body or site}".replace("_", "-"), password=PASSWORD, display_name="何晓岚"
        )
        give_post(
            account=account,
            role=role,
            title="审批岗",
            region_code="990100",
            body_code=body,
            site_code=site,
            from_day=date(2026, 1, 1),
        )
        browser = Client()
        browser.force_login(account)
        return browser

    return at


@pytest.fixture
def health(log_in: LogIn) -> Client:
    return log_in("health")


@pytest.fixture
def application(health: Client) -> UUID:
    return accepted_newborn()


@pytest.fixture
def case(application: UUID) -> Case:
    return case_at(application, "birth-certificate")


@pytest.fixture
def head(log_in: LogIn, case: Case) -> Client:
    return log_in("health", role=Role.BODY_HEAD)


@pytest.fixture
def mother(health: Client) -> Actor:
    return citizen("mother", MONDAY)
