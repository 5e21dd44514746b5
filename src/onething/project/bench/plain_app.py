"""The other sides of row 7 as a WSGI application: files, served and compressed as ours are."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from whitenoise import WhiteNoise


def _nothing(_environ: dict[str, Any], start: Callable[..., object]) -> Iterable[bytes]:
    start("404 Not Found", [("Content-Length", "0")])
    return [b""]


application = WhiteNoise(_nothing, root=os.environ["BENCH_PAGES"], index_file=True)
