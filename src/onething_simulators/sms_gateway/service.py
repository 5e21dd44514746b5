"""`/v1/messages` and `/v1/receipts`: a message is known by its id; nothing is ever sent to a phone.

Numbers say what becomes of them: those that end in 0000 are refused, those that end in 9999 are never reached.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from onething_simulators.messages import Reply, Request, json_reply, problem, read_asked, read_authorised
from onething_simulators.serving import Routes

PHONE = re.compile(r"1[3-9][0-9]{9}")
SIGNED = re.compile(r"【[^【】]{2,8}】.+", re.DOTALL)
LONGEST = 500
BLOCKED, AWAY = "0000", "9999"
STRANGER = {"id": "00000000-0000-0000-0000-000000000000", "state": "delivered", "at": "2026-01-01T00:00:00+00:00"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One message that was taken."""

    phone: str
    text: str
    taken_at: datetime


@dataclass(slots=True, kw_only=True)
class GatewayService:
    """What was taken so far, in memory."""

    token: str
    receipt_after: timedelta
    twice: bool
    _lock: Lock = field(default_factory=Lock)
    _kept: dict[str, Kept] = field(default_factory=dict)

    def routes(self) -> Routes:
        """Return the addresses this service answers."""
        return {("POST", "/v1/messages"): self.take, ("POST", "/v1/receipts"): self.tell}

    def take(self, request: Request) -> Reply:
        """202 when it is new, 200 when it is known, 422 when it can never be sent."""
        content = read_authorised(request, token=self.token)
        if isinstance(content, Reply):
            return content
        sms_id, phone, text = (content.get(name) for name in ("id", "phone", "text"))
        if not isinstance(sms_id, str) or not sms_id:
            return problem(status=400, code="no_id", detail="缺少 id。")
        if fault := _find_fault(phone, text):
            return json_reply({"id": sms_id, "code": "refused", "detail": fault}, status=422)
        with self._lock:
            known = sms_id in self._kept
            self._kept.setdefault(sms_id, Kept(phone=str(phone), text=str(text), taken_at=request.received_at))
        return json_reply({"id": sms_id, "state": "accepted"}, status=200 if known else 202)

    def tell(self, request: Request) -> Reply:
        """The receipts of these that are there by now."""
        ids = read_asked(request, token=self.token)
        if isinstance(ids, Reply):
            return ids
        with self._lock:
            found = {one: self._kept[one] for one in ids if one in self._kept}
        ready = [_receipt(one, kept) for one, kept in found.items() if self._is_due(kept, request.received_at)]
        return json_reply({"receipts": [*ready, STRANGER, *ready] if self.twice else ready})

    def _is_due(self, kept: Kept, now: datetime) -> bool:
        return now - kept.taken_at >= self.receipt_after


def _find_fault(phone: Any, text: Any) -> str:
    if not isinstance(phone, str) or not PHONE.fullmatch(phone):
        return "手机号不正确"
    if not isinstance(text, str) or not SIGNED.fullmatch(text) or len(text) > LONGEST:
        return "内容没有签名或者太长"
    return "号码在黑名单里" if phone.endswith(BLOCKED) else ""


def _receipt(sms_id: str, kept: Kept) -> dict[str, str]:
    away = kept.phone.endswith(AWAY)
    more = {"state": "failed", "reason": "空号或停机"} if away else {"state": "delivered"}
    return {"id": sms_id, "at": kept.taken_at.isoformat(), **more}
