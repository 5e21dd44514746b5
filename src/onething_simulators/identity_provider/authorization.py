"""Reading an authorization request: what may be answered, what goes back as an error, what is refused on the page.

OpenID Connect Core 1.0 section 3.1.2; PKCE: RFC 7636; issuer in the answer: RFC 9207.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit, urlunsplit

from onething_simulators.identity_provider.clients import Client, only

SCOPES = ("openid", "profile", "phone", "enterprises")
CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorizationRequest:
    """A request that may be answered with a code."""

    client_id: str
    redirect_uri: str
    scopes: frozenset[str]
    state: str
    nonce: str
    code_challenge: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedOnPage:
    """The caller is not known, so nothing may be sent to the address it named."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedByRedirect:
    """The caller is known and is told the error at its own address."""

    redirect_uri: str
    state: str
    error: str
    description: str


def read_authorization(
    parameters: Mapping[str, list[str]], *, client: Client
) -> AuthorizationRequest | RefusedOnPage | RefusedByRedirect:
    """Check a request in the order the standard asks: the caller first, then everything else."""
    redirect_uri = only(parameters, "redirect_uri")
    if only(parameters, "client_id") != client.client_id:
        return RefusedOnPage(reason="发起登录的系统没有登记（client_id 不正确）。")
    if redirect_uri not in client.redirect_uris:
        return RefusedOnPage(reason="登录完成后的返回地址没有登记（redirect_uri 不一致）。")
    state = only(parameters, "state")
    if fault := _fault(parameters):
        return RefusedByRedirect(redirect_uri=redirect_uri, state=state, error=fault[0], description=fault[1])
    return AuthorizationRequest(
        client_id=client.client_id,
        redirect_uri=redirect_uri,
        scopes=frozenset(only(parameters, "scope").split()) & frozenset(SCOPES),
        state=state,
        nonce=only(parameters, "nonce"),
        code_challenge=only(parameters, "code_challenge"),
    )


def _fault(parameters: Mapping[str, list[str]]) -> tuple[str, str] | None:
    scopes, challenge = only(parameters, "scope").split(), only(parameters, "code_challenge")
    uses_pkce = only(parameters, "code_challenge_method") == "S256" and CHALLENGE.fullmatch(challenge)
    repeated = any(len(values) > 1 for values in parameters.values())
    faults = (
        (repeated, "invalid_request", "a parameter is repeated"),
        (only(parameters, "response_type") != "code", "unsupported_response_type", "response_type must be code"),
        ("openid" not in scopes, "invalid_scope", "scope must contain openid"),
        (not only(parameters, "state"), "invalid_request", "state is required"),
        (not uses_pkce, "invalid_request", "PKCE with S256 is required"),
        (only(parameters, "prompt") == "none", "login_required", "nobody is logged in here"),
    )
    return next(((error, description) for failed, error, description in faults if failed), None)


def answer_address(redirect_uri: str, **parameters: str) -> str:
    """Return the caller's address with the answer added to its query; empty values are left out."""
    parts = urlsplit(redirect_uri)
    answer = urlencode({name: value for name, value in parameters.items() if value})
    return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, answer)))))
