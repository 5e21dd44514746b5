"""Telling the house what became of a purchase: signed, again until it is taken, and badly when that is wanted."""

import json
import threading
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from onething_simulators.sending import post_signed

TRIES, PAUSE_SECONDS = 5, 3.0
GARBAGE = b"\xff\xfe<html>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notifier:
    """Sends notifications from a thread of its own."""

    secret: str = field(repr=False)
    after: float
    silent: bool
    twice: bool

    def tell(self, url: str, news: Mapping[str, Any]) -> None:
        """Send it later; nobody waits for it."""
        if url and not self.silent:
            threading.Thread(target=self._tell, args=(url, json.dumps(news).encode()), daemon=True).start()

    def _tell(self, url: str, body: bytes) -> None:
        threading.Event().wait(self.after)
        if self.twice:
            self._post(url, GARBAGE, str(uuid.uuid4()))
        delivery = str(uuid.uuid4())
        for _ in range(TRIES):
            if self._post(url, body, delivery) in {200, 422}:
                break
            threading.Event().wait(PAUSE_SECONDS)
        if self.twice:
            self._post(url, body, delivery)

    def _post(self, url: str, body: bytes, delivery: str) -> int:
        now = datetime.now().astimezone()  # noqa: TID251 - it has a clock of its own
        return int(post_signed(url, body, secret=self.secret, delivery=delivery, now=now)["status"])
