"""Requests that no browser sends, to the house as it is served: refused within two seconds, and it answers as before."""

import re
import socket
import time
from contextlib import ExitStack

import pytest

from chaos.conftest import City

SOON_SECONDS = 2
HALVES = 200
TO = b"POST /login/staff/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
ASK = b"GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\n"
SECOND = b"GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
HALF = TO + b"Cookie: csrf=" + b"a" * 32 + b"\r\nContent-Type: application/x-www-form-urlencoded\r\n"
REFUSED = {
    "length and chunks": TO + b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SECOND,
    "chunks and length": TO + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n5c\r\n" + SECOND,
    "two lengths": TO + b"Content-Length: 3\r\nContent-Length: 40\r\n\r\nabc" + SECOND,
    "a list of lengths": TO + b"Content-Length: 3, 3\r\n\r\nabc" + SECOND,
    "a length below zero": TO + b"Content-Length: -1\r\n\r\n" + SECOND,
    "a length with a sign": TO + b"Content-Length: +3\r\n\r\nabc" + SECOND,
    "a length without end": TO + b"Content-Length: " + b"9" * 40 + b"\r\n\r\n" + SECOND,
    "a hidden encoding": TO + b"Transfer-Encoding: xchunked\r\nContent-Length: 3\r\n\r\nabc" + SECOND,
    "an encoding behind a space": TO + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + SECOND,
    "chunks of no size": TO + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\nabc\r\n0\r\n\r\n",
    "chunks of any size": TO + b"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\nabc",
    "chunks in an old protocol": TO.replace(b"1.1", b"1.0") + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a header of a megabyte": ASK + b"X: " + b"a" * 1_000_000 + b"\r\n\r\n",
    "five thousand headers": ASK + b"".join(b"X%d: a\r\n" % n for n in range(5000)) + b"\r\n",
    "an address of a megabyte": b"GET /livez?" + b"a" * 1_000_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "a folded header": ASK + b"X: a\r\n b\r\n\r\n",
    "a header with nothing in it": ASK + b"X: a\0b\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    "another host": b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    "a body of 60 MB": HALF + b"Content-Length: 60000000\r\n\r\n",
    "another protocol": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 100,
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_request_no_browser_sends_is_refused_alone_and_soon(city: City, name: str) -> None:
    began = time.monotonic()
    statuses = statuses_of(city, REFUSED[name])

    assert [status // 100 for status in statuses] == [4]
    assert time.monotonic() - began < SOON_SECONDS
    assert statuses_of(city, ASK + b"Connection: close\r\n\r\n") == [200]


@pytest.mark.parametrize("half", [ASK[:-5], HALF + b"Content-Length: 1000\r\n\r\nusername=a"], ids=["head", "body"])
def test_many_half_requests_keep_nobody_waiting(city: City, half: bytes) -> None:
    with ExitStack() as halves:
        for _ in range(HALVES):
            halves.enter_context(begin(city, half))
        time.sleep(0.5)
        began = time.monotonic()
        met = statuses_of(city, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")

    assert met == [200]
    assert time.monotonic() - began < SOON_SECONDS


def statuses_of(city: City, data: bytes) -> list[int]:
    """Of all answers until the server hangs up."""
    with begin(city, data) as line, line.makefile("rb") as answers:
        return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", answers.read())]


def begin(city: City, data: bytes) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", city.house.port), timeout=10)
    line.sendall(data)
    return line
