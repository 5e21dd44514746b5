"""Posting signed messages to the house, and what it answers."""

import json
from datetime import datetime
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

from onething_simulators.signing import headers_for

PATIENCE_SECONDS = 10.0


def post_signed(url: str, body: bytes, *, secret: str, delivery: str, now: datetime) -> dict[str, Any]:
    """Return `status` and `content`; the status is 0 when nothing answered."""
    headers = {"Content-Type": "application/json", **headers_for(secret, message_id=delivery, body=body, now=now)}
    direct = build_opener(ProxyHandler({}))  # as configured, never through a proxy
    try:
        with direct.open(Request(url, data=body, headers=headers), timeout=PATIENCE_SECONDS) as answer:  # noqa: S310
            return {"status": answer.status, "content": _json(answer.read())}
    except HTTPError as refused:
        return {"status": refused.code, "content": _json(refused.read())}
    except (URLError, OSError, ValueError):
        return {"status": 0, "content": None}


def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return None
