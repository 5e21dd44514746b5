"""HTTP to the identity provider: bounded in time and size, and never sent on to another address."""

from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import Any

import requests
from urllib3.exceptions import HTTPError

SECONDS = 5.0
LARGEST = 256 * 1024
CHUNK = 8 * 1024
# Beside the web worker, which waits no longer than SECONDS even when headers drip; when all places are taken, logins
# fail at once and every other page goes on.
_beside = ThreadPoolExecutor(max_workers=8, thread_name_prefix="identity-provider")


class BoundedSession(requests.Session):
    """A session whose answers come whole within seconds, or raise RequestException."""

    def request(self, *arguments: Any, **more: Any) -> requests.Response:
        """One request without redirects; the time-out covers connecting, headers and body together."""
        more |= {"timeout": SECONDS, "allow_redirects": False, "stream": True}
        waiting = _beside.submit(_fetch, super().request, arguments, more)
        try:
            return waiting.result(timeout=SECONDS)
        except TimeoutError as error:
            waiting.cancel()
            raise requests.Timeout("the provider took too long") from error


def _fetch(request: Any, arguments: tuple[Any, ...], more: dict[str, Any]) -> requests.Response:
    deadline = monotonic() + SECONDS
    response: requests.Response = request(*arguments, **more)
    with response:
        response._content = _read(response, deadline)  # noqa: SLF001 - requests offers no other way to bound it
    if response.is_redirect:
        raise requests.TooManyRedirects("the provider answered with a redirect")
    return response


def _read(response: requests.Response, deadline: float) -> bytes:
    """The body as it arrives, so that an answer that drips is noticed between two bytes."""
    content = bytearray()
    try:
        while chunk := response.raw.read1(CHUNK, decode_content=True):
            content += chunk
            if len(content) > LARGEST or monotonic() > deadline:
                raise requests.Timeout("the provider's answer is too slow or too large")
    except HTTPError as error:
        raise requests.ConnectionError("the provider's answer broke off") from error
    return bytes(content)
