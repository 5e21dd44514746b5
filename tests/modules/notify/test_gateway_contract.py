"""What every SMS gateway must do for the connector to work with it; this suite runs against any endpoint.

Against the simulator by default. Against another one: set ONETHING_CONTRACT_SMS_URL, ONETHING_CONTRACT_SMS_TOKEN and
ONETHING_CONTRACT_SMS_PHONE, a phone of your own: it is sent one message.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from onething.modules.exchange.api import NotReached, Patience, Resting
from onething.modules.notify.connectors import http_gateway
from onething.modules.notify.connectors.http_gateway import HttpSmsGateway
from onething.modules.notify.domain.answers import Refused, Taken
from onething.modules.notify.domain.sending import Receipt, Sms
from onething_simulators.faults import Fault
from onething_simulators.launching import count_requests, order_fault, running

TEXT = "【一件事】对接试验，请不用理会。"
ELSEWHERE = "ONETHING_CONTRACT_SMS_URL" in os.environ
only_simulated = pytest.mark.skipif(ELSEWHERE, reason="only the simulator misbehaves on demand")


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    url: str
    token: str
    phone: str


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Endpoint]:
    if ELSEWHERE:
        url, token, phone = (os.environ[f"ONETHING_CONTRACT_SMS_{name}"] for name in ("URL", "TOKEN", "PHONE"))
        yield Endpoint(url=url, token=token, phone=phone)
        return
    with running("sms_gateway", "--token", "t0ken", "--twice") as url:
        yield Endpoint(url=url, token="t0ken", phone="13900000001")


@pytest.fixture
def gateway(endpoint: Endpoint) -> HttpSmsGateway:
    return HttpSmsGateway(url=endpoint.url, token=endpoint.token, signature="一件事")


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the gateway is another process with the machine's clock


@pytest.fixture
def sms(endpoint: Endpoint) -> Sms:
    return Sms(id=str(uuid4()), phone=endpoint.phone, text=TEXT)


def test_a_message_is_taken_once_however_often_it_is_handed_over(
    gateway: HttpSmsGateway, sms: Sms, now: datetime
) -> None:
    assert (gateway.send(sms, now=now), gateway.send(sms, now=now)) == (Taken(), Taken())


def test_a_number_that_is_none_is_refused_for_good(gateway: HttpSmsGateway, sms: Sms, now: datetime) -> None:
    assert isinstance(gateway.send(replace(sms, phone="12345"), now=now), Refused)


def test_of_what_was_never_handed_over_there_is_no_receipt(gateway: HttpSmsGateway, now: datetime) -> None:
    assert gateway.receipts({str(uuid4())}, now=now) == ()


def test_a_wrong_token_sends_nothing_and_is_no_refusal_of_the_message(
    endpoint: Endpoint, sms: Sms, now: datetime
) -> None:
    stranger = HttpSmsGateway(url=endpoint.url, token="wrong", signature="一件事")

    assert isinstance(stranger.send(sms, now=now), NotReached)
    assert isinstance(stranger.receipts({sms.id}, now=now), NotReached)


@only_simulated
def test_receipts_that_come_twice_and_among_those_of_others_count_once(
    gateway: HttpSmsGateway, sms: Sms, now: datetime
) -> None:
    away = replace(sms, id=str(uuid4()), phone="13900009999")
    gateway.send(sms, now=now)
    gateway.send(away, now=now)

    found = gateway.receipts({sms.id, away.id}, now=now)

    assert isinstance(found, tuple)
    assert {(one.id, one.delivered, one.reason) for one in found} == {
        (sms.id, True, ""),
        (away.id, False, "空号或停机"),
    }
    assert all(isinstance(one, Receipt) and one.at <= now for one in found)


@only_simulated
@pytest.mark.parametrize(
    "fault",
    [Fault.DOWN, Fault.GARBAGE, Fault.HTTP500, Fault.TRUNCATED, Fault.WRONG_SHAPE, Fault.OVERSIZED, Fault.REDIRECT],
)
def test_a_bad_answer_is_never_taken_for_a_yes_and_sending_again_is_harmless(
    gateway: HttpSmsGateway, endpoint: Endpoint, sms: Sms, now: datetime, fault: Fault
) -> None:
    order_fault(endpoint.url, fault)

    answers = gateway.send(sms, now=now), gateway.receipts({sms.id}, now=now)
    order_fault(endpoint.url, Fault.NONE)

    assert all(isinstance(answer, NotReached) for answer in answers)
    assert gateway.send(sms, now=now) == Taken()


@only_simulated
def test_a_gateway_that_hangs_is_not_waited_for_and_after_five_failures_left_in_peace(
    gateway: HttpSmsGateway, endpoint: Endpoint, sms: Sms, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_gateway, "PATIENCE", Patience(connect=0.1, total=0.1))
    order_fault(endpoint.url, Fault.SLOW, seconds=5)

    answers = [gateway.send(sms, now=now) for _ in range(6)]
    asked = count_requests(endpoint.url)
    order_fault(endpoint.url, Fault.NONE)

    assert answers[0] == NotReached(reason="短信通道没有在 0.1 秒内答复")
    assert isinstance(answers[5], Resting)
    assert asked == 5


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"url": "sms.example"}, "应当是 http:// 或 https:// 开头"),
        ({"url": "http://sms.example"}, "个人信息会在网络上裸露"),
        ({"token": ""}, "缺少 ONETHING_SMS_TOKEN"),
        ({"signature": ""}, "ONETHING_SMS_SIGNATURE"),
        ({"signature": "【一件事】"}, "ONETHING_SMS_SIGNATURE"),
        ({"signature": "禾丰市政务服务数据管理局"}, "ONETHING_SMS_SIGNATURE"),
    ],
)
def test_a_configuration_that_cannot_work_is_named(given: dict[str, str], complaint: str) -> None:
    good = {"url": "https://sms.example", "token": "t", "signature": "禾丰一件事"}

    assert HttpSmsGateway(**good).check_config() == ()
    assert complaint in HttpSmsGateway(**{**good, **given}).check_config()[0]
