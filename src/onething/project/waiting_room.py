"""When more people come than can be served: those in the middle of something go first, newcomers are asked to wait.

Each web process works on some requests at once. Requests beyond wait for a place: whoever is logged in or sends something
waits long, a newcomer briefly and only while few wait; else they get a light page that comes back by itself.
"""

from base64 import b64encode
from collections.abc import Callable, Iterable
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from threading import Condition
from typing import Any

Start = Callable[..., Any]
Application = Callable[[dict[str, Any], Start], Iterable[bytes]]

PATIENT_SECONDS = 20.0
BRIEF_SECONDS = 1.0
FEW = 2
RETRY_SECONDS = 15
ALWAYS = ("/livez", "/readyz", "/metrics", "/static/")
SAFE = ("GET", "HEAD", "OPTIONS")

STYLE = (
    "body{margin:0;background:#f3f6fa;color:#1b2733;font:18px/1.7 system-ui,'Noto Sans CJK SC',sans-serif}"
    "main{max-width:34em;margin:12vh auto;padding:2em;background:#fff;border-top:4px solid #0b4a93}"
    "h1{font-size:1.5em;margin:0 0 .5em}a{color:#0b4a93}"
)
PAGE = f"""<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="{RETRY_SECONDS}"><title>现在人多，请稍等</title><style>{STYLE}</style></head>
<body><main><h1>现在人多，请稍等</h1>
<p>正在办理的人比较多。这个页面 {RETRY_SECONDS} 秒后自动再试，不用一直刷新。</p>
<p>已经登录、正在填写的，可以继续办，填好的内容都在。</p>
<p>急着办的，可以拨打 <a href="tel:12345">12345</a>，或到就近的政务服务中心窗口。</p></main></body></html>
""".encode()
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Length", str(len(PAGE))),
    ("Retry-After", str(RETRY_SECONDS)),
    ("Cache-Control", "no-store"),
    (
        "Content-Security-Policy",
        f"default-src 'none'; style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'",
    ),
    ("X-Content-Type-Options", "nosniff"),
]


class WaitingRoom:
    """A WSGI application in front of another that works on at most `places` requests at once."""

    def __init__(self, application: Application, *, places: int, cookie: str) -> None:
        self._application = application
        self._cookie = cookie
        self._free = places
        self._waiting = 0
        self._changed = Condition()

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        """Let the request in, now or after a while, or answer with the page."""
        if environ.get("PATH_INFO", "").startswith(ALWAYS):
            return self._application(environ, start_response)
        if not self._enter(patient=self._in_the_middle(environ)):
            start_response("503 Service Unavailable", HEADERS)
            return [PAGE]
        try:
            return self._application(environ, start_response)
        finally:
            self._leave()

    def _enter(self, *, patient: bool) -> bool:
        with self._changed:
            if self._free == 0 and not patient and self._waiting >= FEW:
                return False
            self._waiting += 1
            try:
                let_in = self._changed.wait_for(lambda: self._free > 0, PATIENT_SECONDS if patient else BRIEF_SECONDS)
            finally:
                self._waiting -= 1
            if let_in:
                self._free -= 1
            return let_in

    def _leave(self) -> None:
        with self._changed:
            self._free += 1
            self._changed.notify()

    def _in_the_middle(self, environ: dict[str, Any]) -> bool:
        """Whoever is logged in or sends something; what was typed must never be lost to a crowd."""
        if environ.get("REQUEST_METHOD", "GET") not in SAFE:
            return True
        try:
            return self._cookie in SimpleCookie(environ.get("HTTP_COOKIE", ""))
        except CookieError:
            return False
