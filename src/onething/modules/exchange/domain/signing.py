"""Signing webhooks so that the receiver knows who sent them, also while a secret is being replaced.

Source: Standard Webhooks 1.0, "Signature scheme": v1 is HMAC-SHA256 over `id.timestamp.body`, in base64.
"""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

PREFIX = "whsec_"
SECRET_BYTES, LEAST_SECRET_BYTES = 32, 24
LONGEST_TIMESTAMP, MOST_SIGNATURES = 12, 4
BOTH_HOLD = timedelta(hours=24)
TOLERANCE = timedelta(minutes=5)  # "Verifying webhooks": an older one may be somebody else's, played back


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """A signing secret, and until when it is used after it was replaced."""

    value: str = field(repr=False)
    until: datetime | None = None


def make_secret(entropy: bytes) -> str:
    """Write the bytes as the receiver stores them."""
    return PREFIX + base64.b64encode(entropy).decode("ascii")


def is_secret(text: str) -> bool:
    """Whether this can sign: the prefix, then base64 of enough bytes."""
    try:
        return (
            text.startswith(PREFIX)
            and len(base64.b64decode(text.removeprefix(PREFIX), validate=True)) >= LEAST_SECRET_BYTES
        )
    except (binascii.Error, ValueError):
        return False


def sign(*, secrets: Iterable[str], message_id: str, timestamp: int, body: bytes) -> str:
    """Return the header `webhook-signature`: one signature for each secret, the newest first."""
    content = b".".join((message_id.encode(), str(timestamp).encode(), body))
    return " ".join(f"v1,{_signature(secret, content)}" for secret in secrets)


def is_signed(
    *, secrets: Iterable[str], message_id: str, timestamp: str, signature: str, body: bytes, now: datetime
) -> bool:
    """Whether what came was signed just now with one of these secrets; takes as long whichever is wrong."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= LONGEST_TIMESTAMP):
        return False
    if not message_id or abs(int(now.timestamp()) - int(timestamp)) > TOLERANCE.total_seconds():
        return False
    content = b".".join((message_id.encode(errors="replace"), timestamp.encode(), body))
    given = [one.removeprefix("v1,").encode(errors="replace") for one in signature.split(" ")[:MOST_SIGNATURES]]
    wanted = [_signature(secret, content).encode() for secret in secrets]
    return any([hmac.compare_digest(one, other) for one in given for other in wanted])  # noqa: C419 - all, always


def in_force(secrets: Sequence[Secret], *, now: datetime) -> tuple[str, ...]:
    """Return the values to sign with at this instant."""
    return tuple(secret.value for secret in secrets if secret.until is None or now < secret.until)


def replaced(secrets: Sequence[Secret], *, by: str, now: datetime) -> tuple[Secret, ...]:
    """Put a new secret first; the one before it goes on being used for a day, older ones no longer."""
    before = tuple(Secret(value=secret.value, until=now + BOTH_HOLD) for secret in secrets if secret.until is None)
    return (Secret(value=by), *before)


def write_secrets(secrets: Iterable[Secret]) -> str:
    """As they are stored, inside the encrypted column."""
    return json.dumps([[secret.value, secret.until and secret.until.isoformat()] for secret in secrets])


def read_secrets(stored: str) -> tuple[Secret, ...]:
    """What `write_secrets` wrote."""
    return tuple(
        Secret(value=value, until=datetime.fromisoformat(until) if until else None)
        for value, until in json.loads(stored)
    )


def _signature(secret: str, content: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode("ascii")
