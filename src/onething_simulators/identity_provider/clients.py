"""Which system may ask for a login, and how it proves itself at the token endpoint. RFC 6749 section 2.3."""

import base64
import binascii
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote_plus


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A registered system; redirect addresses are compared whole, never by prefix."""

    client_id: str
    client_secret: str = field(repr=False)
    redirect_uris: tuple[str, ...]


def only(values: Mapping[str, list[str]], name: str) -> str:
    """Return the value of a parameter given exactly once, else an empty text. RFC 6749 section 3.1."""
    found = values.get(name, [])
    return found[0] if len(found) == 1 else ""


def is_authenticated(client: Client, *, authorization: str, form: Mapping[str, list[str]]) -> bool:
    """Check client_secret_basic or client_secret_post; using both at once is refused."""
    posted = "client_secret" in form
    if authorization and posted:
        return False
    given = (
        _basic_credentials(authorization) if authorization else (only(form, "client_id"), only(form, "client_secret"))
    )
    return _same(given[0], client.client_id) and _same(given[1], client.client_secret)


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode(), expected.encode())


def _basic_credentials(authorization: str) -> tuple[str, str]:
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        return "", ""
    try:
        name, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return "", ""
    return unquote_plus(name), unquote_plus(password)
