"""What every payment gateway must do for the connector to work with it; this suite runs against any endpoint.

Against the simulator by default. Against another one: set ONETHING_CONTRACT_PAYMENT_URL and ONETHING_CONTRACT_PAYMENT_TOKEN;
purchases of one 分 are opened there, and nobody pays them.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest

from builders.receiver import receiving
from onething.modules.exchange.api import NotReached, Patience, Resting, is_signed
from onething.modules.payments.checks import check_payments
from onething.modules.payments.connectors import http_gateway
from onething.modules.payments.connectors.http_gateway import HttpPaymentGateway
from onething.modules.payments.domain.attempts import (
    AttemptAction,
    NotOpened,
    PaymentNews,
    PayPage,
    Purchase,
    read_notification,
)
from onething_simulators.faults import Fault
from onething_simulators.launching import count_requests, order_fault, running

SECRET = "whsec_YSBzZWNyZXQgdGhhdCBpcyBsb25nIGVub3VnaA=="
ELSEWHERE = "ONETHING_CONTRACT_PAYMENT_URL" in os.environ
only_simulated = pytest.mark.skipif(ELSEWHERE, reason="only the simulator misbehaves and pays on demand")


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    url: str
    token: str


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Endpoint]:
    if ELSEWHERE:
        yield Endpoint(**{n: os.environ[f"ONETHING_CONTRACT_PAYMENT_{n.upper()}"] for n in ("url", "token")})
        return
    with running("payment_gateway", "--token", "t0ken", "--secret", SECRET, "--twice") as url:
        yield Endpoint(url=url, token="t0ken")


@pytest.fixture
def gateway(endpoint: Endpoint) -> HttpPaymentGateway:
    return HttpPaymentGateway(url=endpoint.url, token=endpoint.token, secret=SECRET)


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the gateway is another process with the machine's clock


@pytest.fixture
def purchase(now: datetime) -> Purchase:
    return Purchase(
        id=str(uuid4()), amount_fen=1, subject="对接试验", expires_at=now + timedelta(minutes=15),
        return_url="http://127.0.0.1/back", notify_url="http://127.0.0.1:9/n",
    )  # fmt: skip


def test_the_same_purchase_has_the_same_page_however_often_it_is_opened(
    gateway: HttpPaymentGateway, purchase: Purchase, now: datetime
) -> None:
    first, again = gateway.open(purchase, now=now), gateway.open(purchase, now=now)

    assert isinstance(first, PayPage)
    assert first == again
    assert gateway.find({purchase.id}, now=now) == ()


def test_another_amount_under_the_same_id_is_not_collected(
    gateway: HttpPaymentGateway, purchase: Purchase, now: datetime
) -> None:
    gateway.open(purchase, now=now)

    assert isinstance(gateway.open(replace(purchase, amount_fen=2), now=now), NotOpened)


def test_a_wrong_token_opens_nothing(endpoint: Endpoint, purchase: Purchase, now: datetime) -> None:
    stranger = HttpPaymentGateway(url=endpoint.url, token="wrong", secret=SECRET)

    assert isinstance(stranger.open(purchase, now=now), NotReached)
    assert isinstance(stranger.find({purchase.id}, now=now), NotReached)


@only_simulated
def test_what_is_paid_is_told_signed_after_garbage_and_twice_and_is_found(
    gateway: HttpPaymentGateway, endpoint: Endpoint, purchase: Purchase, now: datetime
) -> None:
    with receiving() as house, httpx.Client(trust_env=False) as browser:
        house.status = 200
        told = replace(purchase, notify_url=house.url)
        opened = gateway.open(told, now=now)
        assert isinstance(opened, PayPage)
        page = browser.get(opened.address)
        pressed = browser.post(f"{endpoint.url}/pay", data={"id": told.id, "act": "paid"})
        house.wait_for(3)

    found = gateway.find({told.id}, now=now)
    assert "支付 0.01 元" in page.text
    assert (pressed.status_code, pressed.headers["location"]) == (303, told.return_url)
    assert isinstance(found, tuple)
    assert [(one.id, one.action, one.amount_fen) for one in found] == [(told.id, AttemptAction.PAY, 1)]
    assert [read_notification(one.body) for one in house.got] == [None, found[0], found[0]]
    assert all(
        is_signed(
            secrets=[SECRET], message_id=one.headers["webhook-id"], timestamp=one.headers["webhook-timestamp"],
            signature=one.headers["webhook-signature"], body=one.body, now=now,
        )
        for one in house.got
    )  # fmt: skip


@only_simulated
def test_what_was_not_paid_in_time_is_found_as_expired(
    gateway: HttpPaymentGateway, purchase: Purchase, now: datetime
) -> None:
    late = replace(purchase, expires_at=now - timedelta(seconds=1))
    gateway.open(late, now=now)

    news = PaymentNews(id=late.id, action=AttemptAction.EXPIRE, amount_fen=1, number="")
    assert gateway.find({late.id}, now=now) == (news,)


@only_simulated
@pytest.mark.parametrize(
    "fault",
    [Fault.DOWN, Fault.GARBAGE, Fault.HTTP500, Fault.TRUNCATED, Fault.WRONG_SHAPE, Fault.OVERSIZED, Fault.REDIRECT],
)
def test_a_bad_answer_is_never_believed_and_asking_again_is_harmless(
    gateway: HttpPaymentGateway, endpoint: Endpoint, purchase: Purchase, now: datetime, fault: Fault
) -> None:
    order_fault(endpoint.url, fault)

    answers = gateway.open(purchase, now=now), gateway.find({purchase.id}, now=now)
    order_fault(endpoint.url, Fault.NONE)

    assert all(isinstance(answer, NotReached) for answer in answers)
    assert isinstance(gateway.open(purchase, now=now), PayPage)


@only_simulated
def test_a_gateway_that_hangs_is_not_waited_for_and_after_five_failures_left_in_peace(
    gateway: HttpPaymentGateway,
    endpoint: Endpoint,
    purchase: Purchase,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(http_gateway, "PATIENCE", Patience(connect=0.1, total=0.1))
    order_fault(endpoint.url, Fault.SLOW, seconds=5)

    answers = [gateway.open(purchase, now=now) for _ in range(6)]
    asked = count_requests(endpoint.url)
    order_fault(endpoint.url, Fault.NONE)

    assert answers[0] == NotReached(reason="支付平台没有在 0.1 秒内答复")
    assert isinstance(answers[5], Resting)
    assert asked == 5


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"url": "pay.example"}, "应当是 http:// 或 https:// 开头"),
        ({"url": "http://pay.example"}, "裸露"),
        ({"token": ""}, "缺少 ONETHING_PAYMENT_TOKEN"),
        ({"secret": ""}, "ONETHING_PAYMENT_SECRET"),
        ({"secret": "whsec_c2hvcnQ="}, "ONETHING_PAYMENT_SECRET"),
    ],
)
def test_a_configuration_that_cannot_work_is_named(given: dict[str, str], complaint: str) -> None:
    good = {"url": "https://pay.example", "token": "t", "secret": SECRET}

    assert HttpPaymentGateway(**good).check_config() == ()
    assert complaint in HttpPaymentGateway(**{**good, **given}).check_config()[0]


def test_a_gateway_set_by_half_is_a_finding_and_none_at_all_is_not(settings: object) -> None:
    none = [one.id for one in check_payments()]
    settings.PAYMENT_TOKEN = "t"  # type: ignore[attr-defined]
    half = [(one.id, "ONETHING_PAYMENT_TOKEN" in one.msg) for one in check_payments()]
    settings.PAYMENT_URL = "https://pay.example"  # type: ignore[attr-defined]
    unsigned = [one.id for one in check_payments()]

    assert (none, half, unsigned) == ([], [("payments.W001", True)], ["payments.E001"])
