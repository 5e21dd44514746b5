"""Let the processes that answer requests count together.

Each counts into a mapped file of its own in one folder, so that a kill loses nothing and no process waits for another;
whichever is asked for `/metrics` adds the files up. The folder lies in the data folder: what tidies up the machine's
temporary files does not come there. Source: prometheus-client's documentation, "Multiprocess Mode".
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

FOLDER = "PROMETHEUS_MULTIPROC_DIR"


@contextmanager
def shared_counters(data: Path) -> Iterator[None]:
    """The folder, until serving ends. The library reads its name when it is first imported: enter before Django loads."""
    data.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="counters-", dir=data) as folder:
        os.environ[FOLDER] = folder
        try:
            yield
        finally:
            del os.environ[FOLDER]
