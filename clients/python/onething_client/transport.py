"""How requests travel: tokens fetched and renewed, errors raised as values, shapes read from JSON. Only httpx is needed."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from time import monotonic
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints
from urllib.parse import quote

import httpx

T = TypeVar("T")
EARLY = 30.0
"""Seconds before its end at which a token is renewed."""


class ApiError(Exception):
    """The API refused: `code` is stable, `detail` says why and what to do, `errors` are pairs of place and message."""

    def __init__(self, response: httpx.Response) -> None:
        try:
            body = response.json()
        except ValueError:
            body = {}
        self.status = response.status_code
        self.code = str(body.get("code", ""))
        self.title = str(body.get("title", ""))
        self.detail = str(body.get("detail", ""))
        self.errors = tuple((str(one["place"]), str(one["message"])) for one in body.get("errors", ()))
        self.instance = str(body.get("instance", ""))
        self.retry_after = float(response.headers.get("Retry-After", 0))
        super().__init__(f"{self.status} {self.code}: {self.detail}")


class AuthError(Exception):
    """The token endpoint refused: wrong id or secret, a revoked client, or a scope that is not registered."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """What came with the body: the version for `If-Match`, and whether the answer is that of an earlier request."""

    etag: str
    replayed: bool


class Transport:
    """One client of the API over one connection pool; not shared between threads."""

    def __init__(
        self, base_url: str, *, client_id: str, client_secret: str, scope: str = "", timeout: float = 30.0
    ) -> None:
        self._http = httpx.Client(base_url=base_url.rstrip("/"), timeout=timeout)
        self._pair, self._scope = (client_id, client_secret), scope
        self._token, self._until = "", 0.0
        self.last = Tagged("", replayed=False)

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def ask(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        body: Any = None,
        form: Mapping[str, str] | None = None,
        file: tuple[str, bytes] | None = None,
    ) -> httpx.Response:
        """One request; ApiError for every answer that is not what was asked for."""
        given = {**(headers or {}), "Authorization": f"Bearer {self._bearer()}"}
        wanted = {name: plain(value) for name, value in (query or {}).items() if value is not None}
        response = self._http.request(
            method,
            path,
            params=wanted,
            headers=given,
            json=None if body is None else plain(body),
            data=dict(form) if form else None,
            files={"file": file} if file else None,
        )
        if response.is_error:
            raise ApiError(response)
        self.last = Tagged(response.headers.get("ETag", ""), replayed="Idempotency-Replayed" in response.headers)
        return response

    def _bearer(self) -> str:
        if monotonic() >= self._until:
            form = {"grant_type": "client_credentials"} | ({"scope": self._scope} if self._scope else {})
            response = self._http.post("/api/v1/token", data=form, auth=self._pair)
            if response.is_error:
                raise AuthError(f"{response.status_code}: {response.text[:200]}")
            granted = response.json()
            self._token, self._until = granted["access_token"], monotonic() + granted["expires_in"] - EARLY
        return self._token


def purpose_header(purpose: str) -> str:
    """Chinese as headers carry it."""
    return quote(purpose)


def plain(value: Any) -> Any:
    """A shape as JSON: what was not given is left out."""
    if is_dataclass(value) and not isinstance(value, type):
        found = {field.name: getattr(value, field.name) for field in fields(value)}
        return {name: plain(one) for name, one in found.items() if one is not None}
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def read(kind: type[T], value: Any) -> T:
    """JSON as the shape; what the shape does not know is left aside, so that new fields break nobody."""
    made: T = _read(kind, value)
    return made


def _read(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if value is None or kind is Any:
        return value
    if origin is UnionType:
        return _read(next(one for one in get_args(kind) if one is not NoneType), value)
    if origin is list:
        return [_read(get_args(kind)[0], one) for one in value]
    if origin is dict:
        return {name: _read(get_args(kind)[1], one) for name, one in value.items()}
    if isinstance(kind, type) and is_dataclass(kind):
        hints, make = _hints(kind), kind
        return make(**{name: _read(hint, value[name]) for name, hint in hints.items() if name in value})
    return kind.fromisoformat(value) if kind in {date, datetime} else value


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)
