"""Start a simulator as a process of its own on a free port, for as long as a test or a trial needs it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import ProxyHandler, Request, build_opener

from onething_simulators.faults import Fault


class NotStarted(Exception):
    """The simulator ended before it listened; the message is what it said."""


@contextmanager
def running(name: str, *arguments: str) -> Iterator[str]:
    """Run `onething_simulators.NAME` and yield its URL; the process is ended and awaited afterwards."""
    command = [sys.executable, "-m", f"onething_simulators.{name}", "--port", "0", *arguments]
    with subprocess.Popen(  # noqa: S603 - our own interpreter and package
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield _await_ready(process)
        finally:
            process.terminate()


def order_fault(url: str, fault: Fault, *, seconds: float = 0, times: int | None = None) -> None:
    """Tell a running simulator how to misbehave from now on; this also starts its count of requests again."""
    _control(url, {"fault": fault.value, "seconds": seconds, "times": times})


def count_requests(url: str) -> int:
    """Return how many requests arrived since the last order."""
    return _control(url, None)


def _control(url: str, order: dict[str, object] | None) -> int:
    body = None if order is None else json.dumps(order).encode()
    direct = build_opener(ProxyHandler({}))  # loopback is never reached through a proxy
    with direct.open(Request(f"{url}/control", data=body), timeout=5) as answer:  # noqa: S310 - a URL we started
        return int(json.load(answer)["requests"])


def _await_ready(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None and process.stderr is not None  # noqa: S101, PT018 - both are pipes
    word, _, url = process.stdout.readline().strip().partition(" ")
    if word != "ready":
        raise NotStarted(process.stderr.read())
    return url
