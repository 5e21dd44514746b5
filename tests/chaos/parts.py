"""The parts of a running house, each started as a service manager would, and killed as nobody should."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 120
DRAIN_SECONDS = 30
ANSWER_SECONDS = 300
WORK_SECONDS = 2.5
CHILD_YOUNG_SECONDS = 6.5  # the web server gives up when a process dies within 5.5 s of its start, again and again


@dataclass
class House:
    """Web server and job worker of one house, with what they are told by their environment."""

    data: Path
    port: int
    environment: dict[str, str]
    parts: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    at_work_since: dict[int, float] = field(default_factory=dict)
    insider: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, name: str) -> None:
        options = ("--host", "127.0.0.1", "--port", str(self.port)) if name == "web" else ()
        with (self.data / f"{name}.log").open("ab") as log:
            self.parts[name] = subprocess.Popen(
                [sys.executable, "-m", "onething.project.cli", name, *options],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
            )

    def keep(self) -> None:
        """What a service manager does with a part that ended."""
        for name, part in tuple(self.parts.items()):
            if part.poll() is not None:
                self.start(name)

    def kill(self, name: str) -> None:
        """As nobody should."""
        part = self.parts.pop(name)
        part.kill()
        part.wait()

    def kill_worker(self) -> bool:
        """Kill the job worker in the middle of its work; False while it has hardly begun."""
        part = self.parts["worker"]
        if f":{part.pid} is at work" not in self.log("worker"):
            return False
        if time.monotonic() - self.at_work_since.setdefault(part.pid, time.monotonic()) < WORK_SECONDS:
            return False
        part.kill()
        part.wait()
        return True

    def kill_web_child(self) -> bool:
        """Kill the oldest process that answers requests; False when all are young."""
        children = sorted(children_that_serve(self.parts["web"].pid), key=age, reverse=True)
        if not children or age(children[0]) < CHILD_YOUNG_SECONDS:
            return False
        os.kill(children[0], signal.SIGKILL)
        return True

    def stop(self, *names: str) -> None:
        """As a service manager does, all at once."""
        stopped = [self.parts.pop(name) for name in names]
        for part in stopped:
            part.terminate()
        for part in stopped:
            try:
                part.wait(timeout=DRAIN_SECONDS)
            except subprocess.TimeoutExpired:
                part.kill()
                part.wait()

    def wait_until_ready(self, *, seconds: float = READY_SECONDS) -> float:
        """How long it took."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            try:
                if httpx.get(f"{self.url}/readyz", timeout=6).status_code == 200:
                    return time.monotonic() - began
            except httpx.HTTPError:
                pass
            time.sleep(0.1)
        raise AssertionError(f"not ready after {seconds} s:\n{self.said('web')}")

    def said(self, name: str) -> str:
        """Its last words."""
        return self.log(name)[-4000:]

    def log(self, name: str) -> str:
        return (self.data / f"{name}.log").read_text(errors="replace")

    def ask(self, question: str, **arguments: Any) -> Any:
        """Let the program `inside.py` work in this house's own database; what it answers."""
        self.insider = self.insider or self.send_inside()
        assert self.insider.stdin is not None
        assert self.insider.stdout is not None
        self.insider.stdin.write(json.dumps({"question": question, "arguments": arguments}) + "\n")
        self.insider.stdin.flush()
        answered, _, _ = select.select([self.insider.stdout], [], [], ANSWER_SECONDS)
        answer = json.loads(self.insider.stdout.readline() or "null") if answered else None
        assert answer is not None, self.said("inside")
        return answer

    def send_inside(self) -> subprocess.Popen[str]:
        with (self.data / "inside.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, str(ROOT / "tests/chaos/inside.py")],
                cwd=ROOT,
                env=self.environment | {"PYTHONPATH": str(ROOT / "tests")},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def close(self) -> None:
        """Nothing of it is wanted any more: a web server that has just replaced a process would drain for long."""
        for part in self.parts.values():
            children = children_that_serve(part.pid)
            part.kill()
            part.wait()
            for child in children:
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
        if self.insider:
            self.insider.kill()
            self.insider.communicate()


def children_that_serve(pid: int) -> list[int]:
    """Processes that the web server forked; none while it is starting."""
    found = read_process(pid, f"task/{pid}/children").split()
    return [int(child) for child in found if read_process(int(child), "cmdline") == read_process(pid, "cmdline")]


def age(pid: int) -> float:
    """Seconds since the process began; 0 when there is none."""
    words = read_process(pid, "stat").rpartition(b")")[2].split()
    running = float(Path("/proc/uptime").read_text().split()[0])
    return running - int(words[19]) / os.sysconf("SC_CLK_TCK") if words else 0.0


def read_process(pid: int, name: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""
