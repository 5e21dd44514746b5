"""人口库 look-ups over HTTP: `POST /v1/query` with a bearer token; 2 s to connect, 5 s for everything."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

import httpx
import stamina

from onething.modules.exchange.connectors.line import open_line
from onething.modules.exchange.connectors.posting import (
    AnswerTooLarge,
    Patience,
    faults_of_address,
    post_once,
    write_json,
)
from onething.modules.exchange.domain.answers import decide_result
from onething.modules.exchange.domain.queries import Query
from onething.modules.exchange.domain.results import Cause, Result, make_unavailable

TOTAL_SECONDS = 5.0
PATIENCE = Patience(connect=2.0, total=TOTAL_SECONDS)
ATTEMPTS = 2
PASSING_TROUBLE = {502, 503, 504}


class _PassingTrouble(Exception):
    """A gateway in between says to come back: asked once more, like a broken connection."""


@dataclass(frozen=True, kw_only=True)
class PopulationRegister:
    """The register at one address. No redirects, no proxies from the environment, no compressed answers."""

    url: str
    token: str = field(repr=False)

    def query(self, query: Query, *, now: datetime) -> Result:
        """Ask once, and once more after a passing trouble; the five seconds hold for both together."""
        try:
            status, body = open_line().run(partial(self._ask, query))
        except (TimeoutError, httpx.TimeoutException):
            return make_unavailable(cause=Cause.TIMED_OUT, label=query.label)
        except _PassingTrouble:
            return make_unavailable(cause=Cause.SERVER_ERROR, label=query.label)
        except (AnswerTooLarge, httpx.RemoteProtocolError):
            return make_unavailable(cause=Cause.BROKEN_ANSWER, label=query.label)
        except (httpx.HTTPError, httpx.InvalidURL, OSError):
            return make_unavailable(cause=Cause.UNREACHABLE, label=query.label)
        return decide_result(query=query, status=status, body=body, now=now)

    def check_config(self) -> tuple[str, ...]:
        """Refuse an address that is none, a missing token, and personal data over plain HTTP to another machine."""
        faults = list(faults_of_address("ONETHING_POPULATION_URL", self.url))
        if not self.token:
            faults.append("缺少 ONETHING_POPULATION_TOKEN，人口库会拒绝查询。请向数据提供部门申请令牌并填入。")
        return tuple(faults)

    async def _ask(self, query: Query, client: httpx.AsyncClient) -> tuple[int, bytes]:
        # httpx limits each read, not their sum: against a source that drips only a deadline over all of it helps.
        async with asyncio.timeout(TOTAL_SECONDS):
            async for attempt in stamina.retry_context(
                on=(httpx.NetworkError, httpx.RemoteProtocolError, httpx.ConnectTimeout, _PassingTrouble),
                attempts=ATTEMPTS,
                timeout=TOTAL_SECONDS,
                wait_initial=0.1,
                wait_jitter=0.1,
            ):
                with attempt:
                    return await self._exchange(query, client)
        raise TimeoutError

    async def _exchange(self, query: Query, client: httpx.AsyncClient) -> tuple[int, bytes]:
        address, body = f"{self.url.rstrip('/')}/v1/query", write_json(_body(query))
        status, content = await post_once(client, address, body=body, headers=self._headers(), patience=PATIENCE)
        if status in PASSING_TROUBLE:
            raise _PassingTrouble
        return status, content

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


def _body(query: Query) -> dict[str, str]:
    return {
        "resource": query.resource,
        "subject_number": query.subject_number,
        "purpose": query.purpose,
        "reference": query.reference,
        "request_id": query.request_id,
    }
