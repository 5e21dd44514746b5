"""Peers from an environment beside ours (`ONETHING_PEERS`): each a script that works when told and says what it took."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from onething.project.bench.places import PEERS

SCRIPTS = Path("tools/peers").absolute()


def peer_program(name: str) -> Path | None:
    """A program of the peers' environment; None where there is none."""
    folder = os.environ.get(PEERS, "")
    program = Path(folder) / "bin" / name
    return program if folder and program.exists() else None


def database_address() -> str:
    """The throw-away database on its server, for what does not read our settings."""
    given = settings.DATABASES["default"]
    login = f"{given['USER']}:{given['PASSWORD']}" if given["PASSWORD"] else given["USER"]
    return f"postgresql://{login}@{given['HOST']}:{given['PORT']}/{given['NAME']}"


class Peer:
    """A running script: one line in, one line of figures out."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def work(self, times: int) -> dict[str, Any]:
        """Do it so many times; nanoseconds of wall and processor time for all of them."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the peer has no pipes")
        self._process.stdin.write(f"{times}\n")
        self._process.stdin.flush()
        told: dict[str, Any] = json.loads(self._process.stdout.readline())
        return told


@contextmanager
def running_peer(script: str, *arguments: str) -> Iterator[Peer | None]:
    """The peer, ready; None without its environment."""
    python = peer_program("python")
    if python is None:
        yield None
        return
    command = [str(python), str(SCRIPTS / script), *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - named by whoever runs the bench
        try:
            yield Peer(process)
        finally:
            process.terminate()
