"""Why a call failed, in words that tell an operator what to look at: the name, the certificate, the machine or its answer."""

import socket
import ssl
from collections.abc import Iterator

import httpx

WORDS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str], ...] = (
    (socket.gaierror, "域名解析不到地址"),
    (ssl.SSLError, "安全连接没有建立，请核对对方的证书"),
    ((httpx.InvalidURL, UnicodeError), "地址的写法不对"),
    ((httpx.ConnectError, ConnectionRefusedError), "对方没有接通"),
)
OTHERWISE = "连接中途断开，或者答复不成形"


def failure_words(error: BaseException) -> str:
    """The most telling cause; libraries wrap what the machine said in errors of their own."""
    causes = tuple(_causes(error))
    return next((words for kinds, words in WORDS if any(isinstance(cause, kinds) for cause in causes)), OTHERWISE)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        error = error.__cause__ or error.__context__
