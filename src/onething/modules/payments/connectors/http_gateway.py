"""A payment gateway over HTTP: one POST opens a purchase, one asks what became of several; 3 s to connect, 8 s for everything."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from onething.modules.exchange.api import (
    Call,
    Fuse,
    NotReached,
    Patience,
    Resting,
    call_guarded,
    faults_of_address,
    is_secret,
)
from onething.modules.payments.domain.attempts import Findings, Opening, Purchase, read_findings, read_opening

Answer = TypeVar("Answer")
PATIENCE = Patience(connect=3.0, total=8.0)
UNKNOWN_CALLER = "缺少 ONETHING_PAYMENT_TOKEN，支付平台会拒绝。请向支付平台申请令牌并填入。"
BAD_SECRET = (
    "ONETHING_PAYMENT_SECRET 应当是 whsec_ 开头的密钥，至少 24 字节，和支付平台约定的一样；否则支付通知一律不采信。"  # noqa: S105 - words about a secret
)


@dataclass(frozen=True, kw_only=True)
class HttpPaymentGateway:
    """The gateway at one address, with its breaker for this process."""

    url: str
    token: str = field(repr=False)
    secret: str = field(repr=False)
    _fuse: Fuse = field(default_factory=Fuse, repr=False, compare=False)

    def open(self, purchase: Purchase, *, now: datetime) -> Opening:
        """Ask to collect."""
        content = {
            "id": purchase.id,
            "amount_fen": purchase.amount_fen,
            "subject": purchase.subject,
            "expires_at": purchase.expires_at.isoformat(),
            "return_url": purchase.return_url,
            "notify_url": purchase.notify_url,
        }
        return self._call("/v1/payments", content, read=partial(read_opening, purchase, self.url), now=now)

    def find(self, ids: Collection[str], *, now: datetime) -> Findings:
        """Ask what became of these."""
        return self._call("/v1/payments/find", {"ids": sorted(ids)}, read=partial(read_findings, ids), now=now)

    def check_config(self) -> tuple[str, ...]:
        """An address that may be called, a token, and a secret that signs."""
        faults = list(faults_of_address("ONETHING_PAYMENT_URL", self.url))
        if not self.token:
            faults.append(UNKNOWN_CALLER)
        if not is_secret(self.secret):
            faults.append(BAD_SECRET)
        return tuple(faults)

    def _call(
        self, path: str, content: Mapping[str, Any], *, read: Callable[[int, Any], Answer], now: datetime
    ) -> Answer | NotReached | Resting:
        call = Call(peer="支付平台", url=self.url, path=path, token=self.token, content=content, patience=PATIENCE)
        return call_guarded(call, self._fuse, read=read, now=now)
