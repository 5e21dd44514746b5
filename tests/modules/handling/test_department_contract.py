"""The contract suite passes our simulator, and names what somebody else's system gets wrong."""

import argparse
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from builders.department import SECRET, configuration
from onething.modules.handling.commands import add_commands
from onething.modules.handling.connectors.configured import _system_at
from onething.modules.handling.contract.checks import CHECKS
from onething.modules.handling.contract.endpoint import Endpoint
from onething.modules.handling.domain.letters import faults_of
from onething_simulators.faults import Fault
from onething_simulators.launching import order_fault, running

Run = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def url() -> object:
    with running("department_system", f"--secret={SECRET}") as url:
        yield url


@contextmanager
def yes_to_everything() -> Iterator[str]:
    """A system that reads the id of the case and looks at nothing else."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            found = re.search(r'"case": \{"id": "([^"]+)"', text)
            told = {"delivery": self.headers["webhook-id"], "status": "received", "number": str(time.monotonic_ns())}
            answer = json.dumps(told | ({"case": found[1]} if found else {})).encode()
            self.send_response(201)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_details: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads, server.block_on_close = True, False
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())

    def call(*words: str) -> tuple[int, str]:
        args = parser.parse_args(["connector", *words])
        code = args.run(args)
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return call


def test_our_simulator_keeps_the_contract(url: str, run: Run) -> None:
    code, said = run("test", f"{url}/v1/letters", "--secret", SECRET, "--json")
    told = json.loads(said)

    assert [one for one in told["checks"] if one["fault"]] == []
    assert (code, told["passed"], told["failed"]) == (0, len(CHECKS), 0)


def test_a_system_that_does_not_check_signatures_is_told(url: str, run: Run) -> None:
    """Another secret there: what should come in is refused, and what should be refused still is."""
    other = "whsec_" + "QUFB" * 10
    code, said = run("test", f"{url}/v1/letters", "--secret", other)

    assert code == 1
    assert "不合  收下办件，5 秒内答复受理号：对方答复 401，内容不能采信" in said
    assert "符合  别人的签名不收" in said
    assert said.endswith("项不合。\n")


def test_a_system_that_says_yes_to_everything_is_found_out(run: Run) -> None:
    """It passes where yes is right, and nowhere else."""
    with yes_to_everything() as url:
        _, said = run("test", url, "--secret", SECRET, "--json")

    assert [one["name"] for one in json.loads(said)["checks"] if not one["fault"]] == [
        "ping", "case", "ended", "ended-first", "later-fields",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fault", "passed"),
    [(Fault.DOWN, []), (Fault.GARBAGE, []), (Fault.HTTP500, []), (Fault.REDIRECT, [])],
)
def test_every_broken_system_fails_every_check_and_nothing_stops_the_suite(
    url: str, run: Run, fault: Fault, passed: list[str]
) -> None:
    order_fault(url, fault)
    code, said = run("test", f"{url}/v1/letters", "--secret", SECRET, "--json")
    order_fault(url, Fault.NONE)

    assert (code, [one["name"] for one in json.loads(said)["checks"] if not one["fault"]]) == (1, passed)


@pytest.mark.parametrize(
    ("address", "secret"), [("http://example.cn/x", SECRET), ("ftp://a", SECRET), ("http://127.0.0.1:1", "hello")]
)
def test_what_cannot_be_tested_is_wrong_usage(run: Run, address: str, secret: str) -> None:
    assert run("test", address, "--secret", secret)[0] == 2


@pytest.mark.usefixtures("city")
def test_check_asks_every_configured_system(url: str, run: Run, settings: object) -> None:
    _system_at.cache_clear()
    settings.DEPARTMENT_SYSTEMS = configuration(f"{url}/v1/letters")  # type: ignore[attr-defined]
    assert run("check") == (0, "health  妇幼健康信息系统  由部门系统办理：正常\n")

    order_fault(url, Fault.DOWN)
    code, said = run("check")
    order_fault(url, Fault.NONE)
    assert code == 1
    assert "连不上妇幼健康信息系统" in said

    settings.DEPARTMENT_SYSTEMS = configuration("", body="nobody", way="rekey")  # type: ignore[attr-defined]
    assert run("check") == (1, "nobody  妇幼健康信息系统  二次录入：没有这个编码的部门\n")

    settings.DEPARTMENT_SYSTEMS = "{"  # type: ignore[attr-defined]
    assert run("check")[0] == 3


def test_every_example_of_the_guide_keeps_to_the_protocol() -> None:
    text = (Path(__file__).parents[3] / "docs/guide/connector.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```json (\w+)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)

    assert len(examples) == 9
    assert [(shape, faults_of(json.loads(example), shape=shape)) for shape, example in examples] == [
        (shape, ()) for shape, _ in examples
    ]


def test_what_the_house_writes_keeps_to_the_protocol() -> None:
    now = datetime(2026, 3, 2, 1, tzinfo=UTC)
    with httpx.Client() as client:
        endpoint = Endpoint(url="http://127.0.0.1:1", secret=SECRET, clock=lambda: now, client=client)
        case = endpoint.case()
        letters = {"handed_over": endpoint.hand_over(case), "ended": endpoint.end(case.id), "ping": endpoint.ping()}

    assert {shape: faults_of(letter, shape=shape) for shape, letter in letters.items()} == dict.fromkeys(letters, ())


def test_why_a_report_is_refused_quotes_nothing_out_of_it() -> None:
    report = {"version": "1", "type": "result", "seq": "第一", "opinion": "林夏的诊断", "result_number": ["林夏"]}

    faults = faults_of(report, shape="report")

    assert any("所给的值" in fault for fault in faults)
    assert not any("林夏" in fault for fault in faults)
