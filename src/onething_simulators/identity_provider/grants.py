"""Logins under way: pending requests, single-use codes and access tokens, each with its time of death."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from threading import Lock

from onething_simulators.identity_provider.authorization import AuthorizationRequest
from onething_simulators.people import Person

PENDING_LIFETIME = timedelta(minutes=10)
TOKEN_LIFETIME = timedelta(minutes=10)
MOST_PENDING = 10_000


class Assurance(StrEnum):
    """How sure the provider is of the person."""

    HIGH = "high"  # face compared with the register
    SUBSTANTIAL = "substantial"  # number typed and found in the register


class GrantRefused(Exception):
    """The code does not buy a token; the message is for the calling system."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """One person who has proven who they are, for one request."""

    request: AuthorizationRequest
    person: Person
    assurance: Assurance
    at: datetime


@dataclass(slots=True, kw_only=True)
class _Code:
    login: Login
    expires_at: datetime
    access_token: str | None = None
    used: bool = False


class Grants:
    """Everything under way, in memory; safe between threads. Codes live `code_lifetime`, 60 seconds unless told."""

    def __init__(self, *, code_lifetime: timedelta = timedelta(seconds=60)) -> None:
        self._lock = Lock()
        self._code_lifetime = code_lifetime
        self._pending: dict[str, tuple[AuthorizationRequest, datetime]] = {}
        self._codes: dict[str, _Code] = {}
        self._tokens: dict[str, tuple[Login, datetime]] = {}

    def open(self, request: AuthorizationRequest, *, now: datetime) -> str:
        """Keep a request while its page is shown and return its handle."""
        handle = secrets.token_urlsafe(24)
        with self._lock:
            self._forget_expired(now)
            if len(self._pending) >= MOST_PENDING:
                self._pending.pop(next(iter(self._pending)))
            self._pending[handle] = (request, now + PENDING_LIFETIME)
        return handle

    def find(self, handle: str, *, now: datetime) -> AuthorizationRequest | None:
        """Return the pending request of a handle."""
        with self._lock:
            request, expires_at = self._pending.get(handle, (None, now))
            return request if now < expires_at else None

    def close(self, handle: str) -> bool:
        """Forget a pending request; of two who close it at once only the first hears True."""
        with self._lock:
            return self._pending.pop(handle, None) is not None

    def issue_code(self, login: Login) -> str:
        """Return a new single-use code for a login."""
        code = secrets.token_urlsafe(32)
        with self._lock:
            self._codes[code] = _Code(login=login, expires_at=login.at + self._code_lifetime)
        return code

    def redeem(self, code: str, *, redirect_uri: str, verifier: str, now: datetime) -> tuple[Login, str]:
        """Exchange a code for a login and an access token; a second use revokes what the first one got."""
        with self._lock:
            held = self._codes.get(code)
            if held is None:
                raise GrantRefused("unknown code")
            if held.used:
                self._tokens.pop(held.access_token or "", None)
                raise GrantRefused("code was used before")
            held.used = True
            _check(held, redirect_uri=redirect_uri, verifier=verifier, now=now)
            held.access_token = secrets.token_urlsafe(32)
            self._tokens[held.access_token] = (held.login, now + TOKEN_LIFETIME)
            return held.login, held.access_token

    def find_login(self, access_token: str, *, now: datetime) -> Login | None:
        """Return the login an access token stands for."""
        with self._lock:
            login, expires_at = self._tokens.get(access_token, (None, now))
            return login if now < expires_at else None

    def _forget_expired(self, now: datetime) -> None:
        self._pending = {handle: entry for handle, entry in self._pending.items() if now < entry[1]}
        self._tokens = {token: entry for token, entry in self._tokens.items() if now < entry[1]}
        # Used codes are kept as long as the token they bought, so that a replay can still revoke it.
        self._codes = {code: held for code, held in self._codes.items() if now < held.expires_at + TOKEN_LIFETIME}


def _check(held: _Code, *, redirect_uri: str, verifier: str, now: datetime) -> None:
    request = held.login.request
    if now >= held.expires_at:
        raise GrantRefused("code has expired")
    if redirect_uri != request.redirect_uri:
        raise GrantRefused("redirect_uri differs from the authorization request")
    if not hmac.compare_digest(challenge_of(verifier), request.code_challenge):
        raise GrantRefused("code_verifier does not match")


def challenge_of(verifier: str) -> str:
    """Return the S256 challenge of a verifier. RFC 7636 section 4.2."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
