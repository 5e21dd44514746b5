"""Servers of one run on loopback: started, waited for, asked over one kept connection, weighed, ended."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from onething.project.bench.measuring import Cost

START_SECONDS = 60
HOST = "127.0.0.1"
OUR_GRANIAN = str(Path(sys.executable).with_name("granian"))
WORKERS = 2
"""As many as the house starts on PostgreSQL."""


class NoAnswer(RuntimeError):
    """A server did not start, or answered otherwise than it should."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked, and the status that must come."""

    method: str
    path: str
    status: int
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()


class Server:
    """A running server and one connection to it."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int) -> None:
        self._process, self._port = process, port
        self._connection = http.client.HTTPConnection(HOST, port, timeout=START_SECONDS)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://{HOST}:{self._port}"

    def ask(self, request: Request) -> bytes:
        """The body of the answer."""
        try:
            return self._once(request)
        except (http.client.RemoteDisconnected, ConnectionError):
            self._connection.close()
            return self._once(request)

    def cost_of(self, requests: Sequence[Request]) -> Cost:
        """What one of these requests costs, on average: wall time here, processor time in all processes of the server."""
        cpu, wall = self.processor_time(), time.perf_counter_ns()
        for request in requests:
            self.ask(request)
        wall = time.perf_counter_ns() - wall
        return Cost(wall=wall // len(requests), cpu=(self.processor_time() - cpu) // len(requests))

    def processor_time(self) -> int:
        """Nanoseconds that all threads of this server and of its children have run."""
        return processor_time(self._process.pid)

    def wait(self, path: str) -> None:
        """Until it answers."""
        for _ in range(START_SECONDS * 10):
            if self._process.poll() is not None:
                break
            try:
                self.ask(Request(method="GET", path=path, status=200))
            except (OSError, http.client.HTTPException):
                self._connection.close()
                time.sleep(0.1)
            else:
                return
        raise NoAnswer(path)

    def _once(self, request: Request) -> bytes:
        self._connection.request(
            request.method, request.path, body=request.body.encode() or None, headers=dict(request.headers)
        )
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.status != request.status:
            raise NoAnswer(f"{request.path}: {answer.status}")
        return content


@contextmanager
def serving(
    command: Sequence[str], *, health: str, environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> Iterator[Server]:
    """The server on a free port, which takes the place of PORT in the command."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    words = [word.replace("PORT", str(port)) for word in command]
    with subprocess.Popen(  # noqa: S603 - ours, or named by whoever runs the bench
        words,
        env={**os.environ, **(environment or {})},
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            server = Server(process, port)
            server.wait(health)
            yield server
        finally:
            process.terminate()


def processor_time(pid: int) -> int:
    """Nanoseconds that all threads of this process and of its children have run."""
    return sum(_ran(one) for one in _family(pid))


def our_house() -> list[str]:
    """The house as it is served, with its own number of processes."""
    return [sys.executable, "-m", "onething.project.cli", "web", "--host", HOST, "--port", "PORT"]


def granian(program: str, target: str) -> list[str]:
    """The same server around another application."""
    options = ["--interface", "wsgi", "--workers", str(WORKERS), "--blocking-threads", "4", "--no-ws"]
    return [program, *options, "--host", HOST, "--port", "PORT", target]


def _family(pid: int) -> list[int]:
    """The process and all its descendants."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text()
        except OSError:
            continue
        parents.setdefault(int(text.rpartition(")")[2].split()[1]), []).append(int(stat.parent.name))
    found, more = [], [pid]
    while more:
        found += more
        more = [child for one in more for child in parents.get(one, ())]
    return found


def _ran(pid: int) -> int:
    total = 0
    for thread in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        try:
            total += int(thread.read_text().split()[0])
        except OSError:
            continue
    return total
