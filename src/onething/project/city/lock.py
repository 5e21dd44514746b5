"""One loading at a time, and no worker beside it: the worker's clock is today's, the loading's is weeks ago."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

NAME = "city.lock"


def take_lock() -> IO[bytes] | None:
    """The lock, held until the file is closed by everybody who has it; None when somebody else holds it."""
    file = _open()
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def await_loading() -> None:
    """Wait until nobody is loading."""
    with _open() as file:
        fcntl.flock(file, fcntl.LOCK_SH)


@contextmanager
def alone() -> Iterator[bool]:
    """Whether this is the only loading."""
    file = take_lock()
    try:
        yield file is not None
    finally:
        if file:
            file.close()


def _open() -> IO[bytes]:
    return (Path(settings.DATA) / NAME).open("ab")
