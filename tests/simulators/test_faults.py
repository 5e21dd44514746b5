"""A simulator misbehaves as ordered, on the wire, and behaves again when the order is used up."""

import socket
import time
from urllib.parse import urlsplit

import httpx
import pytest

from onething_simulators.faults import BadOrder, Fault, parse_order
from onething_simulators.launching import NotStarted, count_requests, order_fault, running

QUESTION = {
    "resource": "resident",
    "subject_number": "770101199403120025",
    "purpose": "prefill.birth_registration",
    "reference": "draft-1",
    "request_id": "request-1",
}


def ask(register: httpx.Client) -> httpx.Response:
    return register.post("/v1/query", json=QUESTION)


@pytest.mark.parametrize(
    ("fault", "status", "beginning"),
    [
        (Fault.GARBAGE, 200, b"\xff\xfe<html>"),
        (Fault.HTTP500, 500, b"<h1>Server Error</h1>"),
        (Fault.WRONG_SHAPE, 200, b'{"data": [], "msg": "success"}'),
        (Fault.MIXED_UP, 200, b'{"request_id": "00000000-'),
        (Fault.NUL, 200, b'{"request_id": "request-1", "resource": "resident", "source": "\\u0000"'),
        (Fault.REDIRECT, 307, b""),
    ],
)
def test_an_ordered_answer_arrives(
    register: httpx.Client, register_url: str, fault: Fault, status: int, beginning: bytes
) -> None:
    order_fault(register_url, fault)

    answer = ask(register)

    assert answer.status_code == status
    assert answer.content.startswith(beginning)


@pytest.mark.parametrize(
    ("fault", "error"), [(Fault.DOWN, httpx.ReadError), (Fault.TRUNCATED, httpx.RemoteProtocolError)]
)
def test_a_broken_connection_breaks(
    register: httpx.Client, register_url: str, fault: Fault, error: type[Exception]
) -> None:
    order_fault(register_url, fault)

    with pytest.raises(error):
        ask(register)


def test_an_oversized_answer_is_eight_megabytes(register: httpx.Client, register_url: str) -> None:
    order_fault(register_url, Fault.OVERSIZED)

    assert len(ask(register).content) > 8 * 1024 * 1024


@pytest.mark.parametrize(("fault", "seconds"), [(Fault.SLOW, 0.5), (Fault.DRIP, 0.001)])
def test_a_slow_answer_comes_whole_and_late(
    register: httpx.Client, register_url: str, fault: Fault, seconds: float
) -> None:
    order_fault(register_url, fault, seconds=seconds)

    started = time.monotonic()
    answer = ask(register)

    assert time.monotonic() - started >= 0.4
    assert answer.json()["record"]["name"] == "林知夏"


def test_an_order_for_two_times_is_used_up_and_requests_are_counted(register: httpx.Client, register_url: str) -> None:
    order_fault(register_url, Fault.HTTP500, times=2)

    statuses = [ask(register).status_code for _ in range(3)]

    assert statuses == [500, 500, 200]
    assert count_requests(register_url) == 3


@pytest.mark.parametrize(
    "order",
    [
        None, [], {}, {"fault": "tired"}, {"fault": ["slow"]}, {"fault": "slow", "seconds": -1},
        {"fault": "slow", "seconds": 61}, {"fault": "slow", "seconds": float("nan")}, {"fault": "slow", "seconds": True},
        {"fault": "down", "times": 0}, {"fault": "down", "times": "2"},
    ],
)  # fmt: skip
def test_an_order_that_is_not_understood_is_refused(order: object) -> None:
    with pytest.raises(BadOrder):
        parse_order(order)


def test_an_order_that_is_not_understood_changes_nothing(register: httpx.Client, register_url: str) -> None:
    order_fault(register_url, Fault.HTTP500)

    refusal = register.post("/control", json={"fault": "tired"})

    assert refusal.status_code == 400
    assert ask(register).status_code == 500


def test_a_simulator_stops_at_once_even_while_it_is_slow() -> None:
    with running("population_register") as url:
        order_fault(url, Fault.SLOW, seconds=30)
        host, port = urlsplit(url).hostname, urlsplit(url).port
        with socket.create_connection((host, port), timeout=5) as connection:
            connection.sendall(b"POST /v1/query HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
            time.sleep(0.2)
            started = time.monotonic()

    assert time.monotonic() - started < 5


def test_a_simulator_refuses_another_host_and_a_taken_port() -> None:
    with running("population_register") as url:
        with (
            pytest.raises(NotStarted, match="只能在本机回环地址上运行"),
            running("identity_provider", "--host", "0.0.0.0"),
        ):
            pass
        port = str(urlsplit(url).port)
        with pytest.raises(NotStarted, match=f"端口 {port} 无法使用"), running("identity_provider", "--port", port):
            pass
