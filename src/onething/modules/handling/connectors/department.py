"""A department's system over HTTP: one signed POST a letter; 3 s to connect, 10 s for everything, no redirects, no proxies."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import httpx

from onething.modules.exchange.api import Fuse, open_line, sign
from onething.modules.handling.domain.letters import Answer, NotArrived, Resting, decide_answer

CONNECT_SECONDS, TOTAL_SECONDS = 3.0, 10.0
LARGEST_ANSWER = 256 * 1024
Letter = Mapping[str, Any]


class _TooLarge(Exception):
    """The answer never ends."""


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
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return (f"{self.name}的 url 应当是 http:// 或 https:// 开头的地址。",)
        if parts.scheme == "http" and not _is_this_machine(parts.hostname):
            return (f"{self.name}的 url 是明文 http，个人信息会在网络上裸露。请改用 https://。",)
        return ()

    def _push(self, letter: Letter, now: datetime) -> Answer:
        body = json.dumps(letter, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        headers = signed_headers(secrets=self.secrets, delivery=letter["delivery"], body=body, now=now)
        try:
            status, raw = open_line().run(partial(self._post, headers, body))
        except (TimeoutError, httpx.TimeoutException):
            return NotArrived(reason=f"{self.name}没有在 {TOTAL_SECONDS:g} 秒内答复")
        except _TooLarge:
            return NotArrived(reason=f"{self.name}的答复太长")
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            return NotArrived(reason=f"连不上{self.name}：{type(error).__name__}")
        return decide_answer(letter, status=status, content=read_json(raw))

    async def _post(self, headers: Mapping[str, str], body: bytes, client: httpx.AsyncClient) -> tuple[int, bytes]:
        timeout = httpx.Timeout(TOTAL_SECONDS, connect=CONNECT_SECONDS)
        # httpx limits each read, not their sum: against an answer that drips only a deadline over all of it helps.
        async with (
            asyncio.timeout(TOTAL_SECONDS),
            client.stream("POST", self.url, content=body, headers=headers, timeout=timeout) as response,
        ):
            raw = bytearray()
            async for chunk in response.aiter_raw():
                raw += chunk
                if len(raw) > LARGEST_ANSWER:
                    raise _TooLarge
            return response.status_code, bytes(raw)


def signed_headers(*, secrets: tuple[str, ...], delivery: str, body: bytes, now: datetime) -> dict[str, str]:
    """Each attempt is signed anew with its own time; delivery and bytes stay the same."""
    timestamp = int(now.timestamp())
    return {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": "onething-connector/1",
        "webhook-id": delivery,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": sign(secrets=secrets, message_id=delivery, timestamp=timestamp, body=body),
    }


def read_json(raw: bytes) -> Any:
    """The JSON of an answer; None when it is none."""
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
