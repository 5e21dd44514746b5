"""Whatever the register does, the connector answers within its five seconds with a result and a sentence for people."""

import time
from datetime import datetime

import pytest

from onething.modules.exchange.api import Cause, Found, Unavailable
from onething.modules.exchange.connectors.guarded import GuardedSource
from onething.modules.exchange.connectors.population_register import PopulationRegister
from onething.modules.exchange.domain.queries import Query
from onething_simulators.faults import Fault
from onething_simulators.launching import count_requests, order_fault

QUERY = Query(
    resource="household",
    label="户籍信息",
    subject_number="770101199403120025",
    purpose="prefill.birth_registration",
    reference="0193a3c4-0000-7000-8000-000000000001",
    request_id="0193a3c4-0000-7000-8000-000000000002",
)


@pytest.fixture
def register(register_url: str) -> PopulationRegister:
    return PopulationRegister(url=register_url, token="t0ken")


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        (Fault.DOWN, Cause.UNREACHABLE),
        (Fault.GARBAGE, Cause.BROKEN_ANSWER),
        (Fault.HTTP500, Cause.SERVER_ERROR),
        (Fault.TRUNCATED, Cause.BROKEN_ANSWER),
        (Fault.WRONG_SHAPE, Cause.BROKEN_ANSWER),
        (Fault.MIXED_UP, Cause.BROKEN_ANSWER),
        (Fault.NUL, Cause.BROKEN_ANSWER),
        (Fault.OVERSIZED, Cause.BROKEN_ANSWER),
        (Fault.REDIRECT, Cause.BROKEN_ANSWER),
    ],
)
def test_a_bad_answer_becomes_a_reason_and_never_a_record(
    register: PopulationRegister, register_url: str, now: datetime, fault: Fault, cause: Cause
) -> None:
    order_fault(register_url, fault)

    result = register.query(QUERY, now=now)

    assert isinstance(result, Unavailable)
    assert result.cause is cause
    assert result.reason.startswith("没有取到户籍信息：")
    assert "您可以先自己填写，由工作人员核验" in result.reason


@pytest.mark.parametrize(("fault", "seconds"), [(Fault.SLOW, 20), (Fault.DRIP, 0.2)])
def test_five_seconds_are_the_most_anybody_waits(
    register: PopulationRegister, register_url: str, now: datetime, fault: Fault, seconds: float
) -> None:
    order_fault(register_url, fault, seconds=seconds)

    started = time.monotonic()
    result = register.query(QUERY, now=now)

    assert isinstance(result, Unavailable)
    assert result.cause is Cause.TIMED_OUT
    assert 4 < time.monotonic() - started < 7


@pytest.mark.parametrize("fault", [Fault.DOWN, Fault.TRUNCATED])
def test_a_connection_that_breaks_once_is_tried_again(
    register: PopulationRegister, register_url: str, now: datetime, fault: Fault
) -> None:
    order_fault(register_url, fault, times=1)

    result = register.query(QUERY, now=now)

    assert isinstance(result, Found)
    assert result.record["head_name"] == "周守田"
    assert count_requests(register_url) == 2


def test_an_error_page_is_not_tried_again(register: PopulationRegister, register_url: str, now: datetime) -> None:
    order_fault(register_url, Fault.HTTP500)

    register.query(QUERY, now=now)

    assert count_requests(register_url) == 1


def test_a_wrong_address_never_says_that_a_person_does_not_exist(register_url: str, now: datetime) -> None:
    result = PopulationRegister(url=f"{register_url}/elsewhere", token="t0ken").query(QUERY, now=now)

    assert isinstance(result, Unavailable)
    assert result.cause is Cause.BROKEN_ANSWER


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://[::", "ftp://127.0.0.1", "http://nowhere.invalid", "x"])
def test_an_address_where_nobody_answers_is_unreachable(url: str, now: datetime) -> None:
    result = PopulationRegister(url=url, token="t0ken").query(QUERY, now=now)

    assert isinstance(result, Unavailable)
    assert result.cause is Cause.UNREACHABLE


def test_after_five_failures_the_register_is_left_in_peace(
    register: PopulationRegister, register_url: str, now: datetime
) -> None:
    guarded = GuardedSource(register)
    order_fault(register_url, Fault.HTTP500)

    results = [guarded.query(QUERY, now=now) for _ in range(7)]

    assert [result.cause for result in results if isinstance(result, Unavailable)] == [
        *[Cause.SERVER_ERROR] * 5,
        *[Cause.SUSPENDED] * 2,
    ]
    assert count_requests(register_url) == 5


def test_a_refused_token_does_not_suspend_a_healthy_register(register_url: str, now: datetime) -> None:
    guarded = GuardedSource(PopulationRegister(url=register_url, token="wrong"))

    results = [guarded.query(QUERY, now=now) for _ in range(6)]

    assert [result.cause for result in results if isinstance(result, Unavailable)] == [Cause.REFUSED] * 6


@pytest.mark.parametrize(
    ("url", "token", "complaint"),
    [
        ("population.example", "t", "应当是 http:// 或 https:// 开头的地址"),
        ("http://population.example", "t", "个人信息会在网络上裸露"),
        ("https://population.example", "", "缺少 ONETHING_POPULATION_TOKEN"),
    ],
)
def test_a_wrong_configuration_is_named_with_its_remedy(url: str, token: str, complaint: str) -> None:
    (fault,) = PopulationRegister(url=url, token=token).check_config()

    assert complaint in fault


@pytest.mark.parametrize("url", ["https://population.example", "http://127.0.0.1:8902", "http://localhost:8902"])
def test_a_sound_configuration_has_no_complaint(url: str) -> None:
    assert PopulationRegister(url=url, token="t").check_config() == ()
