"""A request comes in whole or not at all; whoever sends half of one keeps nobody waiting. All over real sockets."""

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from chaos.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
HEAD = b"POST /form?a=%41 HTTP/1.1\r\nHost: here\r\nConnection: close\r\n"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    number = free_port()
    with subprocess.Popen([sys.executable, "tests/project/echo_house.py", str(number)], cwd=ROOT) as server:
        try:
            await_server(number)
            yield number
        finally:
            server.terminate()


def await_server(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server does not listen")


def begin(port: int, data: bytes) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", port), timeout=5)
    line.sendall(data)
    return line


def end(line: socket.socket) -> tuple[int, bytes]:
    with line, line.makefile("rb") as answer:
        head, _, body = answer.read().partition(b"\r\n\r\n")
    return int(head.split()[1]), body


def ask(port: int, data: bytes) -> tuple[int, bytes]:
    return end(begin(port, data))


def environ(port: int, data: bytes) -> dict[str, str]:
    status, body = ask(port, data)
    assert status == 200
    return json.loads(body)  # type: ignore[no-any-return]


def test_the_house_gets_the_whole_request_as_wsgi_wants_it(port: int) -> None:
    head = (
        "POST /%E4%B8%AD/?a=%41&b=中 HTTP/1.1\r\nHost: here\r\nContent-Type: text/x\r\nContent-Length: 5\r\n".encode()
    )

    told = environ(port, head + b"Connection: close\r\n\r\nhello")

    assert (told["body"], told["CONTENT_LENGTH"], told["CONTENT_TYPE"]) == ("hello", "5", "text/x")
    assert (told["REQUEST_METHOD"], told["SERVER_PROTOCOL"], told["REMOTE_ADDR"]) == ("POST", "HTTP/1.1", "127.0.0.1")
    assert told["PATH_INFO"].encode("latin-1").decode() == "/中/"
    assert told["QUERY_STRING"].encode("latin-1").decode() == "a=%41&b=中"
    assert (told["HTTP_HOST"], told["SERVER_NAME"], told["SERVER_PORT"]) == ("here", "127.0.0.1", str(port))


def test_headers_that_come_twice_are_joined_and_look_alikes_dropped(port: int) -> None:
    more = b"Cookie: a=1\r\nCookie: b=2\r\nX-Forwarded-For: 1.2.3.4\r\nX_Forwarded_For: 6.6.6.6\r\nX-A: 1\r\nX-A: 2\r\n\r\n"

    told = environ(port, HEAD + more)

    assert (told["HTTP_COOKIE"], told["HTTP_X_A"], told["HTTP_X_FORWARDED_FOR"]) == ("a=1; b=2", "1,2", "1.2.3.4")


def test_a_body_that_comes_in_pieces_arrives_whole(port: int) -> None:
    line = begin(port, HEAD + b"Content-Length: 6\r\n\r\nabc")
    time.sleep(0.1)
    line.sendall(b"def")

    status, body = end(line)

    assert (status, json.loads(body)["body"]) == (200, "abcdef")


def test_who_goes_on_sending_is_waited_for_and_who_stops_is_not(port: int) -> None:
    line = begin(port, HEAD + b"Content-Length: 2000\r\n\r\n" + b"x" * 1000)
    time.sleep(0.9)  # beyond the patience, within what a thousand bytes earn
    line.sendall(b"x" * 1000)
    began = time.monotonic()
    stopped = ask(port, HEAD + b"Content-Length: 10\r\n\r\nhalf")

    assert end(line)[0] == 200
    assert (stopped[0], stopped[1].decode()[:12]) == (408, "提交的内容传得太慢，没有")
    assert time.monotonic() - began < 2


def test_a_body_cut_off_never_reaches_the_house(port: int) -> None:
    with begin(port, HEAD + b"Content-Length: 10\r\n\r\nname=half") as line:
        line.shutdown(socket.SHUT_WR)
        answer = line.recv(100)

    assert not answer.startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    ("more", "status"),
    [
        (b"Content-Length: 3001\r\n\r\n", 413),
        (b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", 411),
        (
            b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /second HTTP/1.1\r\nHost: here\r\n\r\n",
            411,
        ),
        (
            b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\nGET /second HTTP/1.1\r\nHost: here\r\n\r\n",
            411,
        ),
        (b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400),
    ],
)
def test_too_much_and_what_two_servers_could_read_differently_is_refused(port: int, more: bytes, status: int) -> None:
    with begin(port, HEAD + more) as line, line.makefile("rb") as answer:
        statuses = re.findall(rb"HTTP/1.1 (\d+)", answer.read())

    assert statuses == [str(status).encode()]


def test_many_halves_keep_nobody_waiting(port: int) -> None:
    with ExitStack() as halves:
        for _ in range(100):
            halves.enter_context(begin(port, HEAD + b"Content-Length: 10\r\n\r\nhalf"))
        began = time.monotonic()
        environ(port, b"GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")

        assert time.monotonic() - began < 0.4
