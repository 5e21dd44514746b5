"""Requests and replies as the routes of a simulator see them."""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.message import Message
from typing import Any
from urllib.parse import parse_qs

MOST_ASKED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request with its whole body."""

    method: str
    path: str
    query: Mapping[str, list[str]]
    headers: "Message[str, str]"
    body: bytes
    received_at: datetime

    def form(self) -> dict[str, list[str]]:
        """Return the fields of a posted form."""
        return parse_qs(self.body.decode("utf-8", "replace"), keep_blank_values=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One answer; every reply forbids caching, because it is about a person."""

    status: int = 200
    body: bytes = b""
    content_type: str = "application/json; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)

    def wire_headers(self) -> dict[str, str]:
        """Return every header that goes with the body."""
        return {
            "Content-Type": self.content_type,
            "Content-Length": str(len(self.body)),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            **self.headers,
        }


def json_reply(content: Mapping[str, Any], *, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    """Return a JSON answer with readable Chinese."""
    return Reply(status=status, body=json.dumps(content, ensure_ascii=False).encode(), headers=headers or {})


def problem(*, status: int, code: str, detail: str, headers: Mapping[str, str] | None = None) -> Reply:
    """Return a refusal with a stable code and a sentence for people."""
    return json_reply({"code": code, "detail": detail}, status=status, headers=headers)


def read_authorised(request: Request, *, token: str) -> dict[str, Any] | Reply:
    """Return the JSON object that a caller with this token sent, or the refusal."""
    given = request.headers.get("Authorization", "").encode("utf-8", "replace")
    if not hmac.compare_digest(given, f"Bearer {token}".encode()):
        return problem(status=401, code="client_unknown", detail="令牌缺失或不正确。")
    try:
        content: Any = json.loads(request.body)
    except (ValueError, RecursionError):
        content = None
    return content if isinstance(content, dict) else problem(status=400, code="not_json", detail="应当是 JSON 对象。")


def read_asked(request: Request, *, token: str) -> list[str] | Reply:
    """Return the ids that a caller with this token asks about, or the refusal."""
    content = read_authorised(request, token=token)
    if isinstance(content, Reply):
        return content
    ids = content.get("ids")
    if not isinstance(ids, list) or len(ids) > MOST_ASKED:
        return problem(status=400, code="bad_ids", detail=f"ids 应当是不超过 {MOST_ASKED} 个的列表。")
    return [one for one in ids if isinstance(one, str)]
