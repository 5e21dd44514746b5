"""Let the processes that answer requests count together.

Each counts into a mapped file of its own in one folder, so that a kill loses nothing and no process waits for another;
whichever is asked for `/metrics` adds the files up. Source: prometheus-client's documentation, "Multiprocess Mode".
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

FOLDER = "PROMETHEUS_MULTIPROC_DIR"


@contextmanager
def shared_counters() -> Iterator[None]:
    """The folder, until serving ends. The library reads its name when it is first imported: enter before Django loads."""
    with TemporaryDirectory(prefix="onething-counters-") as folder:
        os.environ[FOLDER] = folder
        try:
            yield
        finally:
            del os.environ[FOLDER]
