"""A process of its own: the reception in front of a house that tells what it was asked. Small limits, so tests are short."""

import json
import sys
from collections.abc import Callable
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces

from onething.project import reception

reception.PATIENCE_SECONDS, reception.SLOWEST, reception.LARGEST_BODY = 0.5, 1000, 3000


def echo(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    told = {key: value for key, value in environ.items() if isinstance(value, str)}
    start("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(told | {"body": environ["wsgi.input"].read().decode()}).encode()]


served = reception.Reception(echo, threads=2)

if __name__ == "__main__":
    Granian(
        "echo_house:served",
        port=int(sys.argv[1]),
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        websockets=False,
    ).serve()
