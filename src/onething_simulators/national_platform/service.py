"""`/oauth/token`, `/v1/records`, `/v1/held`: a record is known by case number, group and sequence, in whatever order it comes."""

import hmac
import json
import secrets
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from onething_simulators.messages import Reply, Request, json_reply, problem
from onething_simulators.national_platform.records import Record, parse_object, parse_record
from onething_simulators.serving import Routes

Key = tuple[str, str, int]


@dataclass(slots=True, kw_only=True)
class PlatformService:
    """What was taken so far, in memory; a token is good for `token_uses` requests."""

    client_id: str
    client_secret: str
    token_uses: int
    _lock: Lock = field(default_factory=Lock)
    _tokens: dict[str, int] = field(default_factory=dict)
    _kept: dict[Key, tuple[str, str]] = field(default_factory=dict)

    def routes(self) -> Routes:
        """Return the addresses this service answers."""
        return {
            ("POST", "/oauth/token"): self.issue_token,
            ("POST", "/v1/records"): self.take,
            ("POST", "/v1/held"): self.tell_held,
        }

    def issue_token(self, request: Request) -> Reply:
        """A token for the one client there is."""
        content = parse_object(request.body)
        if isinstance(content, Reply):
            return content
        given = f"{content.get('grant_type')}\n{content.get('client_id')}\n{content.get('client_secret')}"
        wanted = f"client_credentials\n{self.client_id}\n{self.client_secret}"
        if not hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode()):
            return problem(status=401, code="client_unknown", detail="客户端编号或密钥不正确。")
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._tokens[token] = self.token_uses
        return json_reply({"access_token": token, "token_type": "Bearer", "expires_in": 300})

    def take(self, request: Request) -> Reply:
        """Keep a record: 201 when it is new, 200 when it is known, 409 when something else stands under its name."""
        if refusal := self._refuse(request):
            return refusal
        record = parse_record(request.body)
        return record if isinstance(record, Reply) else self._keep(record)

    def tell_held(self, request: Request) -> Reply:
        """Which groups and sequences of a case are here."""
        if refusal := self._refuse(request):
            return refusal
        content = parse_object(request.body)
        if isinstance(content, Reply):
            return content
        number = content.get("case_number")
        with self._lock:
            keys = sorted(key for key in self._kept if key[0] == number)
        records: list[Any] = [{"group": group, "sequence": sequence} for _, group, sequence in keys]
        return json_reply({"case_number": number, "records": records})

    def _keep(self, record: Record) -> Reply:
        key = (record.case_number, record.group, record.sequence)
        content = json.dumps(record.fields, sort_keys=True)
        with self._lock:
            known = self._kept.get(key)
            receipt, stands = known or (f"R{len(self._kept) + 1:08d}", content)
            self._kept.setdefault(key, (receipt, stands))
        if stands != content:
            detail = "同一办件、分组和序号下已有不同的内容。"
            return json_reply({"code": "record_differs", "detail": detail, **record.name}, status=409)
        state, status = ("duplicate", 200) if known else ("accepted", 201)
        return json_reply({"status": state, "receipt": receipt, **record.name}, status=status)

    def _refuse(self, request: Request) -> Reply | None:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        with self._lock:
            left = self._tokens.get(token, 0)
            if left:
                self._tokens[token] = left - 1
                return None
        return problem(status=401, code="token_expired", detail="令牌缺失、不正确或已过期。")
