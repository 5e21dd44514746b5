"""A gateway of its own process, and a house that takes fees over it."""

from collections.abc import Iterator

import pytest

from builders.cases import MONDAY, compose_handling
from builders.newborn import publish_packs
from builders.payer import compose_payments
from builders.paying import (
    SECRET,
    TOKEN,
    stand_at,
)
from chaos.verdict import wrong_orders
from onething.platform.clock import moved
from onething_simulators.launching import running


@pytest.fixture(scope="module")
def gateway() -> Iterator[str]:
    with running("payment_gateway", "--token", TOKEN, "--secret", SECRET, "--silent") as url:
        stand_at(url, MONDAY)
        yield url


@pytest.fixture
def house(db: None, empty_house: None, stores: object, settings: object, gateway: str) -> Iterator[None]:
    publish_packs()
    compose_handling()
    compose_payments()
    settings.PAYMENT_URL, settings.PAYMENT_TOKEN, settings.PAYMENT_SECRET = gateway, TOKEN, SECRET
    with moved(MONDAY):
        yield
        assert list(wrong_orders()) == []
