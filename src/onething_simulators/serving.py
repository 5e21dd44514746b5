"""A small HTTP service on loopback: hands requests to routes and lets an ordered fault spoil the answer."""

import ipaddress
import json
import signal
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import FrameType
from typing import Any
from urllib.parse import parse_qs, urlsplit

from onething_simulators.faults import FaultBoard, FaultOrder, parse_order
from onething_simulators.messages import Reply, Request, json_reply, problem
from onething_simulators.spoiling import send

LARGEST_BODY = 64 * 1024
CONTROL_PATH = "/control"
CLOCK_PATH = "/control/clock"
LIVENESS_PATH = "/livez"

Route = Callable[[Request], Reply]
Routes = Mapping[tuple[str, str], Route]


def serve(*, routes_at: Callable[[str], Routes], host: str, port: int) -> int:
    """Serve until SIGTERM or SIGINT; prints `ready URL` once it listens. Port 0 takes a free one.

    `routes_at` is given the service's own URL, which is known only then.
    """
    if not _is_loopback(host):
        print("模拟系统只能在本机回环地址上运行，请去掉 --host 或改为 127.0.0.1。", file=sys.stderr)
        return 2
    try:
        server = _Server((host, port), _Handler)
    except OSError as error:
        print(f"端口 {port} 无法使用（{error.strerror}）。请换一个端口，或先停掉占用它的进程。", file=sys.stderr)
        return 3
    url = f"http://{host}:{server.server_address[1]}"
    server.routes = routes_at(url)
    signal.signal(signal.SIGTERM, _stop)
    print(f"ready {url}", flush=True)
    try:
        server.serve_forever(poll_interval=0.1)
    except KeyboardInterrupt:
        return 0
    finally:
        server.server_close()
    return 0


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


class _Server(ThreadingHTTPServer):
    """Threads die with the process, so a slow answer never holds up a stop."""

    daemon_threads = True
    block_on_close = False
    routes: Routes

    def __init__(self, address: tuple[str, int], handler: type["_Handler"]) -> None:
        super().__init__(address, handler)
        self.board = FaultBoard()
        self.stands_at: datetime | None = None

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that breaks the connection off is everyday life; anything else is told on standard error."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "onething-simulator"
    sys_version = ""
    timeout = 10
    disable_nagle_algorithm = True  # head and body leave in two writes; waiting between them costs 40 ms
    server: _Server

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, *_details: Any) -> None:
        """Write no log: request lines may carry personal data."""

    def _answer(self) -> None:
        order = FaultOrder()
        body = self._read_body()
        path = urlsplit(self.path).path
        if isinstance(body, Reply):
            reply = body
            self.close_connection = True
        elif path in {CONTROL_PATH, CLOCK_PATH, LIVENESS_PATH}:
            reply = self._answer_control(path, body)
        else:
            order = self.server.board.take()
            reply = self._route(path, body)
        send(self, reply, order=order)

    def _read_body(self) -> bytes | Reply:
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers or not (length.isascii() and length.isdigit()):
            return problem(status=411, code="length_required", detail="请求必须写明 Content-Length。")
        if len(length) > 9 or int(length) > LARGEST_BODY:
            return problem(status=413, code="too_large", detail=f"请求正文不能超过 {LARGEST_BODY} 字节。")
        return self.rfile.read(int(length))

    def _route(self, path: str, body: bytes) -> Reply:
        route = self.server.routes.get((self.command, path))
        if route is None:
            return self._refuse_address(path)
        return route(
            Request(
                method=self.command,
                path=path,
                query=parse_qs(urlsplit(self.path).query, keep_blank_values=True),
                headers=self.headers,
                body=body,
                received_at=self.server.stands_at or datetime.now(UTC),  # noqa: TID251 - it has a clock of its own
            )
        )

    def _refuse_address(self, path: str) -> Reply:
        methods = sorted(method for method, known_path in self.server.routes if known_path == path)
        if not methods:
            return problem(status=404, code="no_such_address", detail="没有这个地址。")
        return problem(
            status=405,
            code="method_not_allowed",
            detail=f"这个地址只接受 {'、'.join(methods)}。",
            headers={"Allow": ", ".join(methods)},
        )

    def _answer_control(self, path: str, body: bytes) -> Reply:
        if path == LIVENESS_PATH:
            return json_reply({"status": "ok"})
        if not _is_loopback(self.client_address[0]):
            return problem(status=403, code="loopback_only", detail="只能从本机控制模拟系统。")
        if path == CLOCK_PATH:
            return self._set_clock(body)
        if self.command == "POST":
            try:
                self.server.board.set(parse_order(json.loads(body)))
            except (ValueError, RecursionError) as error:
                return problem(status=400, code="bad_order", detail=str(error))
        return json_reply(self.server.board.describe())

    def _set_clock(self, body: bytes) -> Reply:
        """Stand still at `{"now": …}` from now on; null lets the clock go again. For loading what happened earlier."""
        try:
            now = json.loads(body)["now"]
            self.server.stands_at = _aware(now) if now is not None else None
        except (ValueError, TypeError, KeyError, RecursionError):
            return problem(status=400, code="bad_order", detail="now must be an instant with its time zone, or null")
        return json_reply({"now": now})


def _aware(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(text)
    return instant
