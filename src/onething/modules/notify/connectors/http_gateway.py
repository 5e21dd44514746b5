"""An SMS gateway over HTTP: one POST a message, receipts asked for by id; 3 s to connect, 8 s for everything."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from onething.modules.exchange.api import Call, Fuse, NotReached, Patience, Resting, call_guarded, faults_of_address
from onething.modules.notify.domain.answers import Receipts, SendAnswer, read_answer, read_receipts
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
        content = {"id": sms.id, "phone": sms.phone, "text": sms.text}
        return self._call("/v1/messages", content, read=partial(read_answer, sms.id), now=now)

    def receipts(self, ids: Collection[str], *, now: datetime) -> Receipts:
        """Ask what became of these."""
        return self._call("/v1/receipts", {"ids": sorted(ids)}, read=partial(read_receipts, ids, now=now), now=now)

    def check_config(self) -> tuple[str, ...]:
        """An address that personal data may go to, a token, and a signature that fits."""
        faults = list(faults_of_address("ONETHING_SMS_URL", self.url))
        if not self.token:
            faults.append(UNKNOWN_CALLER)
        if not (2 <= len(self.signature) <= LONGEST_SIGNATURE and self.signature.isalnum()):
            faults.append(BAD_SIGNATURE)
        return tuple(faults)

    def _call(
        self, path: str, content: Mapping[str, Any], *, read: Callable[[int, Any], Answer], now: datetime
    ) -> Answer | NotReached | Resting:
        call = Call(peer="短信通道", url=self.url, path=path, token=self.token, content=content, patience=PATIENCE)
        return call_guarded(call, self._fuse, read=read, now=now)
