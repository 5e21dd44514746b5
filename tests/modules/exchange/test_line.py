"""Queries to a source go over connections that stay open, and a source that closed one meanwhile is asked all the same."""

import json
from collections.abc import Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from onething.modules.exchange.api import Found
from onething.modules.exchange.connectors.population_register import PopulationRegister
from onething.modules.exchange.domain.queries import Query

QUERY = Query(
    resource="resident", label="人口信息", subject_number="770101199403120025", purpose="prefill.newborn",
    reference="draft", request_id="one",
)  # fmt: skip


class Source(ThreadingHTTPServer):
    """Answers everything well and counts who connects."""

    daemon_threads = True
    connections = 0
    hang_up = False

    def verify_request(self, *_given: object) -> bool:
        self.connections += 1
        return True


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Source

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        told = {"request_id": "one", "resource": "resident", "source": "人口库", "as_of": "2026-11-20T09:00:00+08:00"}
        body = json.dumps({**told, "record": {"name": "林知夏"}}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = self.server.hang_up  # without a word about it in the answer

    def log_message(self, *_details: object) -> None:
        pass


@pytest.fixture
def source() -> Iterator[Source]:
    with Source(("127.0.0.1", 0), _Answer) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


@pytest.mark.parametrize(("hang_up", "connections"), [(False, 1), (True, 3)])
def test_one_connection_serves_until_the_source_hangs_up(
    source: Source, now: datetime, hang_up: bool, connections: int
) -> None:
    source.hang_up = hang_up
    register = PopulationRegister(url=f"http://127.0.0.1:{source.server_port}", token="t0ken")

    results = [register.query(QUERY, now=now) for _ in range(3)]

    assert all(isinstance(result, Found) for result in results)
    assert source.connections == connections
