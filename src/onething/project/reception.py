"""Takes each request in whole before anybody works on it: who sends half of one holds no place and no thread.

The web server's own loop receives (RSGI); what has come in whole goes to a thread, where the house (WSGI) answers it.
A body comes with its length: a chunked one, which two servers in a row may understand differently, is refused.
"""

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import IO, Any

LARGEST_BODY = 50 * 1024 * 1024
IN_MEMORY = 1024 * 1024
PATIENCE_SECONDS = 10.0
SLOWEST = 4096  # bytes a second, after that
TEXT = [("Content-Type", "text/plain; charset=utf-8"), ("Connection", "close")]
REFUSALS = {
    HTTPStatus.BAD_REQUEST: "提交的内容没有传完，系统没有接收。请重新提交。",
    HTTPStatus.REQUEST_TIMEOUT: "提交的内容传得太慢，没有传完，系统没有接收。请换个网络好的地方重新提交。",
    HTTPStatus.LENGTH_REQUIRED: "请求没有写明内容的长度（Content-Length），系统没有接收。",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "一次提交的内容超过了 50 MB，系统没有接收。请分几次上传。",
}

Told = tuple[int, list[tuple[str, str]], bytes]


class NotTaken(Exception):
    """The request is refused before the house hears of it; carries the status."""

    def __init__(self, status: HTTPStatus) -> None:
        self.status = status


class Reception:
    """An RSGI application in front of a WSGI one that works in so many threads."""

    def __init__(self, application: Callable[..., Iterable[bytes]], *, threads: int) -> None:
        self._application = application
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="house")

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        """Receive, let the house answer, send."""
        with SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            try:
                await _receive(scope.headers, protocol, body)
            except NotTaken as refused:
                protocol.response_bytes(refused.status, TEXT, REFUSALS[refused.status].encode())
                return
            loop = asyncio.get_running_loop()
            answer = await loop.run_in_executor(self._threads, self._answer, _environ(scope, body))
        protocol.response_bytes(*answer)

    def _answer(self, environ: dict[str, Any]) -> Told:
        told: list[tuple[int, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], _error: object = None) -> None:
            told.append((int(status[:3]), headers))

        parts = self._application(environ, start)
        try:
            content = b"".join(parts)
        finally:
            if close := getattr(parts, "close", None):
                close()
        return *told[-1], content


async def _receive(headers: Any, protocol: Any, body: IO[bytes]) -> None:
    """Write the body as it comes, as long as it comes fast enough, is what was announced and not too much."""
    if "transfer-encoding" in headers:
        raise NotTaken(HTTPStatus.LENGTH_REQUIRED)
    announced = int(headers.get("content-length") or 0)
    if announced > LARGEST_BODY:
        raise NotTaken(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if announced:
        await _take(protocol, body)
    if body.tell() != announced:
        raise NotTaken(HTTPStatus.BAD_REQUEST)
    body.seek(0)


async def _take(protocol: Any, body: IO[bytes]) -> None:
    began = asyncio.get_running_loop().time()
    try:
        async with asyncio.timeout_at(began + PATIENCE_SECONDS) as end:
            async for chunk in protocol:
                body.write(chunk)
                end.reschedule(began + PATIENCE_SECONDS + body.tell() / SLOWEST)
    except TimeoutError as late:
        raise NotTaken(HTTPStatus.REQUEST_TIMEOUT) from late


def _environ(scope: Any, body: IO[bytes]) -> dict[str, Any]:
    """As WSGI (PEP 3333) wants it."""
    host, port = _split(scope.server)
    environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": _as_latin(scope.path),
        "QUERY_STRING": _as_latin(scope.query_string),
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": _split(scope.client)[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in _headers(scope.headers.items()):
        environ[name] = f"{environ[name]}{_between(name)}{value}" if name in environ else value
    return environ


def _split(address: str) -> tuple[str, str]:
    host, _, port = address.rpartition(":")
    return host.strip("[]"), port


def _headers(items: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Without those written with an underscore: they would pass for what the gateway says with a hyphen."""
    for name, value in items:
        if "_" not in name:
            key = name.upper().replace("-", "_")
            yield key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}", _as_latin(value)


def _between(name: str) -> str:
    return "; " if name == "HTTP_COOKIE" else ","


def _as_latin(text: str) -> str:
    """Bytes as WSGI carries them, each as one character."""
    return text.encode().decode("latin-1")
