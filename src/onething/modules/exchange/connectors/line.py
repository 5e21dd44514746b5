"""One background loop with one client a process: connections to the sources stay open from one query to the next."""

import asyncio
import os
from collections.abc import Callable, Coroutine
from functools import lru_cache
from threading import Lock, Thread
from typing import Any, TypeVar

import httpx

Answer = TypeVar("Answer")
KEPT_OPEN = httpx.Limits(max_connections=20, max_keepalive_connections=10, keepalive_expiry=30)
_making = Lock()


class Line:
    """A client on a loop of its own thread; the thread is a daemon, so a source that hangs never holds up a stop."""

    def __init__(self) -> None:
        trust = httpx.create_ssl_context()  # reading the certificates takes longer than a query: once is enough
        self._client = httpx.AsyncClient(trust_env=False, verify=trust, limits=KEPT_OPEN)
        self._loop = asyncio.new_event_loop()
        Thread(target=self._loop.run_forever, name="exchange", daemon=True).start()

    def run(self, work: Callable[[httpx.AsyncClient], Coroutine[Any, Any, Answer]]) -> Answer:
        """Do the work on the loop and wait for its end; what it raises is raised here."""
        return asyncio.run_coroutine_threadsafe(work(self._client), self._loop).result()


def open_line() -> Line:
    """This process's line: a fork takes neither threads nor connections along, so a new process makes a new one."""
    with _making:
        return _line_of(os.getpid())


@lru_cache(maxsize=1)
def _line_of(_process: int) -> Line:
    return Line()
