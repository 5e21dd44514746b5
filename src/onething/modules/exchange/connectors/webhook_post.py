"""Send one webhook: 5 s for everything, no redirects, no proxies, and only to an address that was checked.

The name is resolved here, every address it has is checked, and the connection goes to a checked one; the certificate must
still be the name's. A name that resolves otherwise a moment later (DNS rebinding) changes nothing.
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from ipaddress import ip_address
from itertools import count
from urllib.parse import urlsplit

import httpx
import stamina

from onething.modules.exchange.connectors.failures import failure_words
from onething.modules.exchange.connectors.line import open_line
from onething.modules.exchange.domain.addresses import Address, Reach, check_url, refusal_of

TOTAL_SECONDS = 5.0
ATTEMPTS = 2
PORTS = {"https": 443, "http": 80}
Resolve = Callable[[str, int], Awaitable[Sequence[Address]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of it: the status of an answer, or why there was none."""

    status: int = 0
    failure: str = ""

    @property
    def arrived(self) -> bool:
        """Whether the receiver took it."""
        return 200 <= self.status < 300

    @property
    def words(self) -> str:
        """For people."""
        if self.failure:
            return self.failure
        return "已送达" if self.arrived else f"对方答复状态 {self.status}，没有接收"


async def resolve(host: str, port: int) -> Sequence[Address]:
    """Ask the machine's resolver, without holding the loop up."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(ip_address(place[4][0]) for place in found))


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    return httpx.create_ssl_context()


class _Forbidden(Exception):
    """The name leads where nothing may be sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookPost:
    """The way out; the resolver and the trusted certificates are the machine's own unless others are given."""

    reach: Reach
    seconds: float = TOTAL_SECONDS
    resolve: Resolve = resolve
    trust: Callable[[], ssl.SSLContext] = _trust

    def send(self, *, url: str, headers: Mapping[str, str], body: bytes) -> Outcome:
        """Send it once, or twice when the first connection fails; never raises for what the other side does."""
        if fault := check_url(url, reach=self.reach):
            return Outcome(failure=fault)
        try:
            return Outcome(status=open_line().run(lambda _client: self._send(url, headers, body)))
        except _Forbidden as refused:
            return Outcome(failure=str(refused))
        except (TimeoutError, httpx.TimeoutException):
            return Outcome(failure=f"{self.seconds:g} 秒内没有答复")
        except (OSError, httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            return Outcome(failure=f"没有送到：{failure_words(error)}")

    async def _send(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
        # httpx limits each read, not their sum: against a receiver that drips only a deadline over all of it helps.
        async with asyncio.timeout(self.seconds):
            addresses = self._checked(await self.resolve(host, port))
            post = partial(self._post, httpx.URL(url), headers=headers, body=body)
            tries = count()
            async for attempt in stamina.retry_context(
                on=(httpx.ConnectError, httpx.ConnectTimeout),
                attempts=ATTEMPTS,
                timeout=self.seconds,
                wait_initial=0.1,
                wait_jitter=0.1,
            ):
                with attempt:
                    return await post(addresses[next(tries) % len(addresses)])
        raise TimeoutError

    def _checked(self, addresses: Sequence[Address]) -> Sequence[Address]:
        """All or none: a name that also leads inside is not trusted outside."""
        refused = next(filter(None, (refusal_of(address, reach=self.reach) for address in addresses)), "")
        if refused:
            raise _Forbidden(f"域名解析后{refused}，没有发送")
        return addresses

    async def _post(self, url: httpx.URL, address: Address, *, headers: Mapping[str, str], body: bytes) -> int:
        """To this very address under the name's own Host and certificate; no connection is kept for another name."""
        sent = {**headers, "Host": url.netloc.decode("ascii"), "Accept-Encoding": "identity"}
        names = {"sni_hostname": url.host} if url.scheme == "https" else {}
        place = url.copy_with(host=str(address))
        async with (
            httpx.AsyncClient(trust_env=False, verify=self.trust(), timeout=self.seconds) as client,
            client.stream("POST", place, content=body, headers=sent, extensions=names) as response,
        ):
            return response.status_code  # what the answer says beyond its status is not read
