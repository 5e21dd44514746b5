"""A system that receives webhooks: a real server on a free port that keeps what came and answers as it is told."""

import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, slots=True)
class Received:
    """One request."""

    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True)
class Receiver:
    """What came, and how to answer from now on."""

    port: int = 0
    got: list[Received] = field(default_factory=list)
    status: int = 204
    answers: list[int] = field(default_factory=list)
    location: str = ""
    pause: float = 0.0
    drip: float = 0.0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks"

    def wait_for(self, count: int, *, seconds: float = 10.0) -> None:
        """Until so many have come; what does not come in time fails the test."""
        last = time.monotonic() + seconds
        while len(self.got) < count:
            assert time.monotonic() < last, f"{len(self.got)} of {count} came"
            time.sleep(0.01)


@contextmanager
def receiving(context: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    """Serve until the block ends; with a context over TLS."""
    receiver = Receiver()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(receiver))
    server.daemon_threads, server.block_on_close = True, False
    server.handle_error = lambda *_: None  # type: ignore[method-assign] # callers hang up: everyday life
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    receiver.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            names = {name.lower(): value for name, value in self.headers.items()}
            receiver.got.append(Received(path=self.path, headers=names, body=body))
            time.sleep(receiver.pause)
            if receiver.drip:
                self._drip()
                return
            self.send_response(receiver.answers.pop(0) if receiver.answers else receiver.status)
            if receiver.location:
                self.send_header("Location", receiver.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _drip(self) -> None:
            for byte in b"HTTP/1.1 200 OK\r\nX: " + b"y" * 1000:
                self.wfile.write(bytes([byte]))
                time.sleep(receiver.drip)

        def log_message(self, *_details: object) -> None:
            """Say nothing."""

    return Handler
