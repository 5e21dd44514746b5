"""An SMS gateway over HTTP: one POST a message, receipts asked for by id; 3 s to connect, 8 s for everything."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

import httpx

from onething.modules.exchange.api import (
    AnswerTooLarge,
    Fuse,
    NotReached,
    Patience,
    faults_of_address,
    open_line,
    post_once,
    read_json,
    write_json,
)
from onething.modules.notify.domain.answers import Receipts, Resting, SendAnswer, read_answer, read_receipts
from onething.modules.notify.domain.sending import Sms
from onething.modules.notify.domain.wording import LONGEST_SIGNATURE

Answer = TypeVar("Answer")
PATIENCE = Patience(connect=3.0, total=8.0)
UNKNOWN_CALLER = "缺少 ONETHING_SMS_TOKEN，短信通道会拒绝。请向通道服务商申请令牌并填入。"
BAD_SIGNATURE = f"ONETHING_SMS_SIGNATURE 要写在通道报备过的签名，2 到 {LONGEST_SIGNATURE} 个字，不带【】。"


@dataclass(frozen=True, kw_only=True)
class HttpSmsGateway:
    """The gateway at one address, with its breaker for this process."""

    url: str
    token: str = field(repr=False)
    signature: str
    _fuse: Fuse = field(default_factory=Fuse, repr=False, compare=False)

    def send(self, sms: Sms, *, now: datetime) -> SendAnswer:
        """Hand it over once."""
        return self._guarded(lambda: self._send(sms), now=now)

    def receipts(self, ids: Collection[str], *, now: datetime) -> Receipts:
        """Ask what became of these."""
        return self._guarded(lambda: self._receipts(ids, now), now=now)

    def check_config(self) -> tuple[str, ...]:
        """An address that personal data may go to, a token, and a signature that fits."""
        faults = list(faults_of_address("ONETHING_SMS_URL", self.url))
        if not self.token:
            faults.append(UNKNOWN_CALLER)
        if not (2 <= len(self.signature) <= LONGEST_SIGNATURE and self.signature.isalnum()):
            faults.append(BAD_SIGNATURE)
        return tuple(faults)

    def _guarded(self, ask: Callable[[], Answer], *, now: datetime) -> Answer | Resting:
        """Ask, unless the gateway is being left in peace."""
        if not self._fuse.admits(now=now):
            return Resting(until=self._fuse.rests_until or now)
        answer = ask()
        self._fuse.note(failed=isinstance(answer, NotReached), now=now)
        return answer

    def _send(self, sms: Sms) -> SendAnswer:
        answer = self._post("/v1/messages", {"id": sms.id, "phone": sms.phone, "text": sms.text})
        return read_answer(sms.id, status=answer[0], content=answer[1]) if isinstance(answer, tuple) else answer

    def _receipts(self, ids: Collection[str], now: datetime) -> Receipts:
        answer = self._post("/v1/receipts", {"ids": sorted(ids)})
        if not isinstance(answer, tuple):
            return answer
        return read_receipts(ids, status=answer[0], content=answer[1], now=now)

    def _post(self, path: str, content: Mapping[str, Any]) -> tuple[int, Any] | NotReached:
        headers = {"Authorization": f"Bearer {self.token}"}
        address, body = f"{self.url.rstrip('/')}{path}", write_json(content)
        try:
            status, raw = open_line().run(
                partial(post_once, url=address, body=body, headers=headers, patience=PATIENCE)
            )
        except (TimeoutError, httpx.TimeoutException):
            return NotReached(reason=f"短信通道没有在 {PATIENCE.total:g} 秒内答复")
        except AnswerTooLarge:
            return NotReached(reason="短信通道的答复太长")
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            return NotReached(reason=f"连不上短信通道：{type(error).__name__}")
        return status, read_json(raw)
