"""Run the web server, the worker and, in a demonstration, the simulators; SIGTERM drains; one dying stops all."""

import os
import shlex
import sys
from importlib.util import find_spec
from urllib.parse import urlsplit

import honcho.manager
from django.conf import settings
from django.db import connection
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings

from onething.modules.catalogue.api import list_bundles
from onething.modules.handling.api import system_addresses
from onething.platform import clock

DRAIN_SECONDS = 20
DECIDES_AFTER_SECONDS = 20  # in a demonstration, so long the other system's officers seem to think
RECEIPT_AFTER_SECONDS = 5
HEADERS_WITHIN_MS = 10_000


def supervise(*, host: str, port: int) -> int:
    """Run everything until it is stopped; returns 0 after a wanted stop, else the exit code of what died."""
    honcho.manager.KILL_WAIT = DRAIN_SECONDS
    manager = honcho.manager.Manager()
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", **_demonstration()}
    for name, command in processes(host=host, port=port).items():
        manager.add_process(name, "exec " + shlex.join(command), env=environment)
    manager.loop()
    wanted = {signal["rc"] for signal in honcho.manager.SIGNALS.values()}
    return 0 if manager.returncode in wanted else int(manager.returncode or 1)


def processes(*, host: str, port: int) -> dict[str, list[str]]:
    """Each process by its name."""
    house = [sys.executable, "-m", "onething.project.cli"]
    return {
        **simulators(host=host, port=port),
        "web": [*house, "web", "--host", host, "--port", str(port)],
        "worker": [*house, "worker"],
    }


def simulators(*, host: str, port: int) -> dict[str, list[str]]:
    """The outside systems that a demonstration plays itself, each at the loopback address the settings name for it."""
    addresses = {
        "identity_provider": (
            settings.OIDC_ISSUER,
            [f"--redirect-uri={url}" for url in callbacks(host=host, port=port)],
        ),
        "population_register": (settings.POPULATION_URL, []),
        "national_platform": (settings.UPLOAD_URL, []),
        "sms_gateway": (settings.SMS_URL, [f"--receipt-after={RECEIPT_AFTER_SECONDS}"]),
        "payment_gateway": (settings.PAYMENT_URL, []),
        "department_system": (next(iter(system_addresses()), ""), [f"--decides-after={DECIDES_AFTER_SECONDS}"]),
    }
    return {
        name: [sys.executable, "-m", f"onething_simulators.{name}", "--port", str(urlsplit(url).port), *more]
        for name, (url, more) in addresses.items()
        if settings.DEMONSTRATION and urlsplit(url).hostname == "127.0.0.1" and find_spec(f"onething_simulators.{name}")
    }


def callbacks(*, host: str, port: int) -> list[str]:
    """Where a login may come back to: the address served, and both names under which people open it on this machine."""
    names = dict.fromkeys([host, "127.0.0.1", "localhost"])
    return [f"http://{name}:{port}/accounts/oidc/national/login/callback/" for name in names]


def serve_web(*, host: str, port: int) -> int:
    """Serve until stopped; on the embedded database one process avoids waiting for its one writer.

    The processes that answer are forked from this one, which has the house loaded: one that dies is replaced at once.
    """
    workers = 2 if connection.vendor == "postgresql" else 1
    _compile_bundles()
    _leave_database()
    Granian(
        "onething.project.wsgi:reception",
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADERS_WITHIN_MS),
        workers=workers,
        respawn_failed_workers=True,
        workers_kill_timeout=DRAIN_SECONDS,
        websockets=False,
    ).serve()
    return 0


def _compile_bundles() -> None:
    """Compile the bundles before the first fork: else every new process does it, while its first visitors wait."""
    list_bundles(on=clock.today())


def _leave_database() -> None:
    """No connection, and no thread of a pool, may be shared with a forked process."""
    connection.close()
    if close_pool := getattr(connection, "close_pool", None):
        close_pool()


def _demonstration() -> dict[str, str]:
    return {"ONETHING_DEMO": "1"} if settings.DEMONSTRATION else {}
