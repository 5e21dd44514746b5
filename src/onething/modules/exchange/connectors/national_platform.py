"""The national platform over HTTP: a short-lived token, then one POST a record; 2 s to connect, 8 s for everything."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import Any

import httpx

from onething.modules.exchange.connectors.failures import failure_words
from onething.modules.exchange.connectors.line import open_line
from onething.modules.exchange.connectors.posting import (
    AnswerTooLarge,
    Patience,
    faults_of_address,
    post_once,
    read_json,
    write_json,
)
from onething.modules.exchange.domain.uploaded import NotReached, UploadAnswer, decide_answer
from onething.modules.exchange.domain.uploading import UploadRecord

TOTAL_SECONDS = 8.0
PATIENCE = Patience(connect=2.0, total=TOTAL_SECONDS, largest=1024 * 1024)
UNAUTHORISED = 401
Content = Mapping[str, Any]


class _Unusable(Exception):
    """The token was refused."""


@dataclass(frozen=True, kw_only=True)
class HttpNationalPlatform:
    """The platform at one address; the token is kept in the process until it is refused."""

    url: str
    client_id: str
    client_secret: str = field(repr=False)
    _kept: dict[str, str] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def push(self, record: UploadRecord) -> UploadAnswer:
        """Send one record; never raises for what the other side does."""
        body = {
            "case_number": record.case_number,
            "group": record.group,
            "sequence": record.sequence,
            "fields": dict(record.fields),
        }
        try:
            status, content = self._call("/v1/records", body)
        except (TimeoutError, httpx.TimeoutException):
            return NotReached(reason=f"国家平台没有在 {TOTAL_SECONDS:g} 秒内答复")
        except _Unusable:
            return NotReached(reason="国家平台没有发给令牌，请核对账号和密钥")
        except AnswerTooLarge:
            return NotReached(reason="国家平台的答复太长")
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            return NotReached(reason=f"连不上国家平台：{failure_words(error)}")
        return decide_answer(record=record, status=status, content=content)

    def held(self, case_number: str) -> frozenset[tuple[str, int]] | NotReached:
        """Return the groups and sequences that the platform holds of a case."""
        try:
            status, content = self._call("/v1/held", {"case_number": case_number})
            if status == 200 and content.get("case_number") == case_number:
                return frozenset((str(one["group"]), int(one["sequence"])) for one in content["records"])
        except (
            TimeoutError,
            httpx.HTTPError,
            httpx.InvalidURL,
            OSError,
            _Unusable,
            AnswerTooLarge,
            LookupError,
            TypeError,
            ValueError,
        ):
            return NotReached(reason="连不上国家平台，或答复不成形")
        return NotReached(reason=f"国家平台答复 {status}")

    def check_config(self) -> tuple[str, ...]:
        """Refuse an address that is none, missing credentials, and personal data over plain HTTP elsewhere."""
        faults = list(faults_of_address("ONETHING_UPLOAD_URL", self.url))
        if not (self.client_id and self.client_secret):
            faults.append(
                "缺少 ONETHING_UPLOAD_CLIENT_ID 或 ONETHING_UPLOAD_CLIENT_SECRET。请向国家平台的对接单位申请。"
            )
        return tuple(faults)

    def _call(self, path: str, body: Content) -> tuple[int, Content]:
        return open_line().run(partial(self._exchange, path, body))

    async def _exchange(self, path: str, body: Content, client: httpx.AsyncClient) -> tuple[int, Content]:
        """A token that is refused is fetched anew once: it may have run out a moment ago."""
        # httpx limits each read, not their sum: against an answer that drips only a deadline over all of it helps.
        async with asyncio.timeout(TOTAL_SECONDS):
            fresh = "token" not in self._kept
            token = await self._fetch_token(client) if fresh else self._kept["token"]
            status, content = await self._post(client, path, body, token)
            if status == UNAUTHORISED and not fresh:
                status, content = await self._post(client, path, body, await self._fetch_token(client))
            return status, content

    async def _fetch_token(self, client: httpx.AsyncClient) -> str:
        asked = {"grant_type": "client_credentials", "client_id": self.client_id, "client_secret": self.client_secret}
        status, content = await self._post(client, "/oauth/token", asked, "")
        token = content.get("access_token")
        if status != 200 or not isinstance(token, str) or not token.isascii():
            raise _Unusable
        with self._lock:
            self._kept["token"] = token
        return token

    async def _post(self, client: httpx.AsyncClient, path: str, body: Content, token: str) -> tuple[int, Content]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        address = f"{self.url.rstrip('/')}{path}"
        status, raw = await post_once(client, address, body=write_json(body), headers=headers, patience=PATIENCE)
        content = read_json(raw)
        return status, content if isinstance(content, dict) else {}
