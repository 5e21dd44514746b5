"""What every connector does alike: one POST under a deadline whose answer cannot grow without end, and where it may go."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx

from onething.modules.exchange.domain.addresses import is_loopback

LARGEST_ANSWER = 256 * 1024


class AnswerTooLarge(Exception):
    """The answer never ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long an outside system is waited for: seconds to connect, seconds for everything, and the largest answer."""

    connect: float
    total: float
    largest: int = LARGEST_ANSWER


async def post_once(
    client: httpx.AsyncClient, url: str, *, body: bytes, headers: Mapping[str, str], patience: Patience
) -> tuple[int, bytes]:
    """Status and content; raises what httpx raises, TimeoutError after the whole time, AnswerTooLarge."""
    timeout = httpx.Timeout(patience.total, connect=patience.connect)
    sent = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity", **headers}
    # httpx limits each read, not their sum: against an answer that drips only a deadline over all of it helps.
    async with (
        asyncio.timeout(patience.total),
        client.stream("POST", url, content=body, headers=sent, timeout=timeout) as response,
    ):
        raw = bytearray()
        async for chunk in response.aiter_raw():
            raw += chunk
            if len(raw) > patience.largest:
                raise AnswerTooLarge
        return response.status_code, bytes(raw)


def write_json(content: Mapping[str, Any]) -> bytes:
    """The same content always as the same bytes."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def read_json(raw: bytes) -> Any:
    """The JSON of an answer; None when it is none."""
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


def faults_of_address(name: str, url: str) -> tuple[str, ...]:
    """Refuse an address that is none, and personal data over plain HTTP to another machine; `name` is the setting's."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return (f"{name} 应当是 http:// 或 https:// 开头的地址。请改正后重新启动。",)
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        return (f"{name} 是明文 http，个人信息会在网络上裸露。请改用 https://。",)
    return ()
