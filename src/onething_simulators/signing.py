"""Signing and checking messages (Standard Webhooks 1.0): HMAC-SHA256 over `id.timestamp.body`, not older than five minutes."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime

TOLERANCE_SECONDS = 300
PREFIX = "whsec_"


def sign(secret: str, *, message_id: str, timestamp: int, body: bytes) -> str:
    """Return the header `webhook-signature`."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    digest = hmac.new(key, b"%s.%d." % (message_id.encode(), timestamp) + body, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode("ascii")


def headers_for(secret: str, *, message_id: str, body: bytes, now: datetime) -> dict[str, str]:
    """Return the three headers of a message sent now."""
    timestamp = int(now.timestamp())
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": sign(secret, message_id=message_id, timestamp=timestamp, body=body),
    }


def is_genuine(secret: str, headers: Mapping[str, str], body: bytes, *, now: datetime) -> bool:
    """Whether one of the signatures is ours and the message fresh."""
    stamp = headers.get("webhook-timestamp", "")
    if not stamp.isdecimal() or len(stamp) > 12 or abs(now.timestamp() - int(stamp)) > TOLERANCE_SECONDS:
        return False
    wanted = sign(secret, message_id=headers.get("webhook-id", ""), timestamp=int(stamp), body=body)
    given = headers.get("webhook-signature", "").split(" ")
    return any(hmac.compare_digest(one.encode("utf-8", "replace"), wanted.encode()) for one in given)
