"""A department's system over HTTP: one signed POST a letter; 3 s to connect, 10 s for everything, no redirects, no proxies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

import httpx

from onething.modules.exchange.api import (
    AnswerTooLarge,
    Fuse,
    Patience,
    faults_of_address,
    open_line,
    post_once,
    read_json,
    sign,
    write_json,
)
from onething.modules.handling.domain.letters import Answer, NotArrived, Resting, decide_answer

TOTAL_SECONDS = 10.0
PATIENCE = Patience(connect=3.0, total=TOTAL_SECONDS)
Letter = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class HttpDepartmentSystem:
    """The system at one address, with its breaker for this process."""

    name: str
    url: str
    secrets: tuple[str, ...] = field(repr=False)
    _fuse: Fuse = field(default_factory=Fuse, repr=False, compare=False)

    def push(self, letter: Letter, *, now: datetime) -> Answer:
        """Send one letter, unless the system is being left in peace."""
        if not self._fuse.admits(now=now):
            return Resting(until=self._fuse.rests_until or now)
        answer = self._push(letter, now)
        self._fuse.note(failed=isinstance(answer, NotArrived), now=now)
        return answer

    def check_config(self) -> tuple[str, ...]:
        """Refuse an address that is none, and personal data over plain HTTP elsewhere."""
        return faults_of_address(f"{self.name}的 url", self.url)

    def _push(self, letter: Letter, now: datetime) -> Answer:
        body = write_json(letter)
        headers = signed_headers(secrets=self.secrets, delivery=letter["delivery"], body=body, now=now)
        try:
            status, raw = open_line().run(
                partial(post_once, url=self.url, body=body, headers=headers, patience=PATIENCE)
            )
        except (TimeoutError, httpx.TimeoutException):
            return NotArrived(reason=f"{self.name}没有在 {TOTAL_SECONDS:g} 秒内答复")
        except AnswerTooLarge:
            return NotArrived(reason=f"{self.name}的答复太长")
        except (httpx.HTTPError, httpx.InvalidURL, OSError):
            return NotArrived(reason=f"连不上{self.name}")
        return decide_answer(letter, status=status, content=read_json(raw))


def signed_headers(*, secrets: tuple[str, ...], delivery: str, body: bytes, now: datetime) -> dict[str, str]:
    """Each attempt is signed anew with its own time; delivery and bytes stay the same."""
    timestamp = int(now.timestamp())
    return {
        "Content-Type": "application/json",
        "User-Agent": "onething-connector/1",
        "webhook-id": delivery,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": sign(secrets=secrets, message_id=delivery, timestamp=timestamp, body=body),
    }
