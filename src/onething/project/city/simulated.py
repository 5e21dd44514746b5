"""A population register for the length of one loading: its own process, whose clock stands where ours stands."""

import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

import httpx
from django.test.utils import override_settings


class NoRegister(Exception):
    """The simulated register did not start."""


@dataclass(frozen=True, slots=True)
class Register:
    """The running register."""

    url: str
    client: httpx.Client

    def stand_at(self, now: datetime) -> None:
        """Its clock stands still at this instant from now on."""
        self.client.post(f"{self.url}/control/clock", json={"now": now.isoformat()}).raise_for_status()


@contextmanager
def simulated_register(*, today: date) -> Iterator[Register]:
    """Run it and ask nobody else meanwhile, and let everybody work at the desk; days in its records are counted back from `today`."""
    token = secrets.token_urlsafe(16)
    options = ["--port", "0", f"--token={token}", "--today", today.isoformat()]
    command = [sys.executable, "-m", "onething_simulators.population_register", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - ours
        try:
            word, _, url = (process.stdout.readline() if process.stdout else "").strip().partition(" ")
            if word != "ready":
                raise NoRegister
            with (
                httpx.Client(trust_env=False) as client,
                override_settings(POPULATION_URL=url, POPULATION_TOKEN=token, DEPARTMENT_SYSTEMS=""),
            ):
                yield Register(url, client)
        finally:
            process.terminate()
            process.wait()  # an interrupted `with` waits a quarter of a second, and leaves it
